import { describe, expect, it } from 'vitest';
import { parseLoginId } from '../../../src/sign-in/accounts/parse-login-id.ts';
import {
  buildPasswordHashing,
  type HashingPlace,
  type HashingSettings,
} from '../../../src/sign-in/passwords/build-password-hashing.ts';
import type { DeriveKey } from '../../../src/sign-in/passwords/derive-key.ts';
import { judgePassword } from '../../../src/sign-in/passwords/judge-password.ts';
import { makeOneTimeSecret } from '../../../src/sign-in/passwords/make-one-time-secret.ts';
import { parseVersionedSecrets } from '../../../src/sign-in/secrets/versioned-secrets.ts';
import { cheapHashing } from '../../support/cheap-hashing.ts';

const words = ['yamada.h', 'sekisho', '見本省'];
const judge = (password: string, beside: 'password-only' | 'with-second-factor' = 'password-only') =>
  judgePassword(password, { beside, words });
const isGood = undefined;

describe('AT-113, 2.2.1.1(1)(e)(ウ): a password', () => {
  it.each([
    ['明るい 昼の 月を 見た', 'twelve characters of another script are as short as twelve of any'],
    ['a'.repeat(14), 'fourteen'],
    ['correct horse', 'thirteen'],
    ['a'.repeat(40), 'one letter again and again'],
    ['abcabcabcabcabcabc', 'one piece again and again'],
    ['password1234567', 'a common one with digits behind it'],
    ['Ｐａｓｓｗｏｒｄ１２３４５６７', 'the same in wide letters'],
    ['yamada.h-sekisho', 'words of the place'],
    ['見本省見本省見本省見本省見本省', 'the name of the office'],
    ['あ'.repeat(65) + 'い'.repeat(65), 'more than 128'],
  ])('%s is none: %s', (password) => {
    expect(judge(password)).toMatch(/[ぁ-ん]/);
  });

  it.each([
    ['a k3v9m2tq7x8w4', 'fifteen of any kind'],
    ['correct horse battery staple', 'words and spaces, without digits or signs'],
    ['明るい 昼の 月を 見た 屋根で', 'Japanese'],
    [Array.from({ length: 16 }, (_, n) => `${n}番の月`).join(''), '64 characters and more'],
  ])('%s is one: %s', (password) => {
    expect(judge(password)).toBe(isGood);
  });

  it('is long enough with eight characters only beside a second factor', () => {
    expect(judge('k3v9m2tq', 'with-second-factor')).toBe(isGood);
    expect(judge('k3v9m2t', 'with-second-factor')).not.toBe(isGood);
    expect(judge('password', 'with-second-factor')).not.toBe(isGood);
  });

  it('that we make is one, and never the same', () => {
    const made = Array.from({ length: 50 }, makeOneTimeSecret);
    expect(new Set(made).size).toBe(50);
    for (const secret of made) expect(judge(secret)).toBe(isGood);
  });
});

describe('a login id', () => {
  it('has one form however it is typed', () => {
    expect(parseLoginId(' Ｙａｍａｄａ.H')).toBe('yamada.h');
    for (const none of ['ab', '1abc', 'a b c', 'やまだ', 'a'.repeat(33), 'a/b/c']) {
      expect(parseLoginId(none), none).toBeUndefined();
    }
  });
});

function aPlace(settings: Partial<HashingSettings>): HashingPlace {
  const place = buildPasswordHashing({ ...cheapHashing, ...settings }).takePlace();
  if (place === undefined) throw new Error('no place');
  return place;
}

describe('AT-103, 2.2.1.1(1)(b)(ア): a verifier', () => {
  const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const old = { newest: 1, byVersion: new Map([[1, first]]) };
  const rotated = {
    newest: 2,
    byVersion: new Map([
      [1, first],
      [2, second],
    ]),
  };

  it('knows the password in every form of the same text, and nothing else', async () => {
    const place = aPlace({});
    const verifier = await place.makeVerifier('ガーデンの 月を 見た 夜');
    expect(await place.verify('ガーデンの 月を 見た 夜', verifier)).toBe('right');
    expect(await place.verify('ガーデンの 月を 見た 昼', verifier)).toBe('wrong');
    expect(await place.verify('ガーデンの 月を 見た 夜', undefined)).toBe('wrong');
    expect(await place.makeVerifier('ガーデンの 月を 見た 夜')).not.toBe(verifier);
  });

  it('is nothing without its pepper', async () => {
    const verifier = await aPlace({ peppers: old }).makeVerifier('x');
    const other = { newest: 1, byVersion: new Map([[1, second]]) };
    expect(await aPlace({ peppers: other }).verify('x', verifier)).toBe('wrong');
  });

  it('is to be made anew once there is a newer pepper, or more iterations', async () => {
    const verifier = await aPlace({ peppers: old }).makeVerifier('x');
    expect(await aPlace({ peppers: rotated }).verify('x', verifier)).toBe('outdated');
    expect(await aPlace({ peppers: old, iterations: 20 }).verify('x', verifier)).toBe('outdated');
    const renewed = await aPlace({ peppers: rotated, iterations: 20 }).makeVerifier('x');
    expect(await aPlace({ peppers: rotated, iterations: 20 }).verify('x', renewed)).toBe('right');
  });

  it('is made in 32 places at most, and one that is left is free again', () => {
    const hashing = buildPasswordHashing(cheapHashing);
    const places = Array.from({ length: 33 }, () => hashing.takePlace());
    expect(places.map((place) => place !== undefined)).toEqual([...Array(32).fill(true), false]);
    places[0]?.leave();
    places[0]?.leave();
    expect([hashing.takePlace(), hashing.takePlace()].map((place) => place !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  it('is made for nobody who has waited 20 seconds for their turn: they are told to come again', async () => {
    let now = 0;
    const asked: string[] = [];
    let endFirst = () => {};
    const first = new Promise<void>((resolve) => {
      endFirst = resolve;
    });
    const slow: DeriveKey = async (derivation) => {
      asked.push(derivation.password);
      if (derivation.password === 'first') await first;
      return cheapHashing.deriveKey(derivation);
    };
    const hashing = buildPasswordHashing({ ...cheapHashing, deriveKey: slow }, () => now);
    const made = (password: string) => hashing.takePlace()?.makeVerifier(password);
    // As many at once as there are turns for, which the machine decides: all of them are held up.
    const held = Promise.allSettled(Array.from({ length: 16 }, () => made('first')));
    const late = made('late');
    const refused = expect(late).rejects.toMatchObject({ refusal: { code: 'overloaded' } });
    now = 20_001;
    const inTime = made('in time');
    endFirst();
    await refused;
    await inTime;
    await held;
    expect(asked).toContain('in time');
    expect(asked).not.toContain('late');
  });
});

describe('secrets outside the database', () => {
  it('are lines of a version and 32 bytes; the highest is the newest', () => {
    const line = (version: number, bytes = 32) =>
      `${version}:${Buffer.alloc(bytes, version).toString('base64')}`;
    expect(parseVersionedSecrets(`${line(1)}\n${line(3)}\n${line(2)}\n`)?.newest).toBe(3);
    for (const text of ['', 'x', line(1, 31), line(1, 33), `${line(1)}\n${line(1)}`, `0:${'A'.repeat(44)}`]) {
      expect(parseVersionedSecrets(text), text).toBeUndefined();
    }
  });
});
