import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FactorDecisions,
  factorDemand,
  isFactorDemanded,
  personRoles,
} from '../../../src/authority/factor-demand.ts';
import { type Role, roles } from '../../../src/authority/roles.ts';
import { judgeCode } from '../../../src/sign-in/second-factor/judge-code.ts';
import { makeRecoveryCodes, recoveryHash } from '../../../src/sign-in/second-factor/make-recovery-codes.ts';
import { makeSeed, showSeed } from '../../../src/sign-in/second-factor/make-seed.ts';
import { openSeed, sealSeed } from '../../../src/sign-in/second-factor/seal-seed.ts';
import { judgeSecondAsked } from '../../../src/sign-in/second-factor/second-factors.ts';
import { authenticator } from '../../support/authenticator.ts';

const start = new Date('2026-04-06T00:00:00.000Z');
const moment = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const stepAt = (at: Date) => Math.floor(at.getTime() / 30_000);

/** Somebody with an app of theirs, and what it shows. */
function anApp() {
  const seed = makeSeed();
  const { secret } = showSeed(seed, 'yamada.h');
  return { seed, shows: (at: Date) => authenticator(secret, at) };
}
const app = anApp();
const judge = (typed: string, now: Date, lastStep = 0, { seed } = app) =>
  judgeCode({ seed, typed, now, lastStep });

describe('a code of an app', () => {
  it('is what RFC 6238 says of its own example, in SHA-256', () => {
    const seed = Buffer.from('12345678901234567890123456789012');
    for (const [at, code] of [
      [59, '119246'],
      [1_111_111_109, '084774'],
      [2_000_000_000, '698825'],
    ] as const) {
      expect(judgeCode({ seed, typed: code.slice(-6), now: new Date(at * 1_000), lastStep: 0 })).toBe(
        Math.floor(at / 30),
      );
    }
  });

  it('AT-115, 2.2.1.1(1)(f)(イ): is taken 1,000 times of 1,000 where the clocks are 25 seconds apart', () => {
    let taken = 0;
    for (let nth = 0; nth < 1_000; nth += 1) {
      const now = moment(nth * 37);
      if (judge(app.shows(moment(nth * 37 + (nth % 51) - 25)), now) !== undefined) taken += 1;
    }
    expect(taken).toBe(1_000);
  });

  it('is the same in wide figures and with a space between', () => {
    const [one, two] = [app.shows(start).slice(0, 3), app.shows(start).slice(3)];
    const wide = [...one].map((figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0)).join('');
    expect(judge(`${wide} ${two}`, start)).toBe(stepAt(start));
  });

  it('AT-114, 2.2.1.1(1)(f)(ア): of 10,000 that are wrong, too old, too early, used already or another’s, none is', () => {
    const other = anApp();
    const apart = (min: number, max: number) => fc.integer({ min, max });
    const wrong = fc.oneof(
      fc.record({ by: apart(-86_400, -60), used: fc.constant(false), whose: fc.constant(app) }),
      fc.record({ by: apart(61, 86_400), used: fc.constant(false), whose: fc.constant(app) }),
      fc.record({ by: apart(-29, 29), used: fc.constant(true), whose: fc.constant(app) }),
      fc.record({ by: apart(-29, 29), used: fc.constant(false), whose: fc.constant(other) }),
      fc.record({ by: apart(0, 1_000_000_000), used: fc.constant(false), whose: fc.constant(other) }),
    );
    fc.assert(
      fc.property(wrong, fc.integer({ min: 0, max: 10_000_000 }), ({ by, used, whose }, second) => {
        const now = moment(second);
        const typed = whose.shows(moment(second + by));
        const lastStep = used ? stepAt(moment(second + by)) : 0;
        const steps = [-30, 0, 30].map((seconds) => moment(second + seconds));
        // Of a million codes one is right by chance.
        fc.pre(!steps.some((step) => stepAt(step) > lastStep && app.shows(step) === typed));
        expect(judge(typed, now, lastStep)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });

  it('counts only if it is later than the last, also where the clock went back', () => {
    const now = moment(600);
    expect(judge(app.shows(now), now, stepAt(now))).toBeUndefined();
    expect(judge(app.shows(now), now, stepAt(now) - 1)).toBe(stepAt(now));
    expect(judge(app.shows(now), now, stepAt(now) + 500)).toBeUndefined();
  });

  it('has six figures and nothing else', () => {
    for (const typed of ['', '12345', '1234567', 'abcdef', '12 34', '-12345', '١٢٣٤٥٦']) {
      expect(judge(typed, start), typed).toBeUndefined();
    }
  });
});

describe('AT-103, 2.2.1.1(1)(b)(ア): a sealed seed', () => {
  const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const old = { newest: 1, byVersion: new Map([[1, first]]) };
  const rotated = {
    newest: 2,
    byVersion: new Map([
      [1, first],
      [2, second],
    ]),
  };
  const { seed } = app;

  it('opens for the account it was sealed for, and for no other', () => {
    const sealed = sealSeed(old, 'yamada.h', seed);
    expect(openSeed(old, 'yamada.h', sealed)).toEqual({ seed, isOutdated: false });
    expect(() => openSeed(old, 'suzuki.k', sealed)).toThrow();
    expect(sealed).not.toContain(seed.toString('base64').slice(0, 12));
  });

  it('opens by no other key, and not where a bit of it is another', () => {
    const sealed = sealSeed(old, 'yamada.h', seed);
    expect(() => openSeed({ newest: 1, byVersion: new Map([[1, second]]) }, 'yamada.h', sealed)).toThrow();
    expect(() => openSeed({ newest: 2, byVersion: new Map([[2, second]]) }, 'yamada.h', sealed)).toThrow();
    const parts = sealed.split('$');
    for (const at of [3, 4, 5]) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      const changed = parts.with(at, bytes.toString('base64')).join('$');
      expect(() => openSeed(old, 'yamada.h', changed), String(at)).toThrow();
    }
  });

  it('is to be sealed anew once there is a newer key', () => {
    const sealed = sealSeed(old, 'yamada.h', seed);
    expect(openSeed(rotated, 'yamada.h', sealed)).toEqual({ seed, isOutdated: true });
    expect(openSeed(rotated, 'yamada.h', sealSeed(rotated, 'yamada.h', seed)).isOutdated).toBe(false);
  });
});

describe('recovery codes', () => {
  it('are ten, never the same, and one however it is typed, for one account alone', () => {
    const codes = makeRecoveryCodes();
    expect(new Set([...codes, ...makeRecoveryCodes()]).size).toBe(20);
    const [code = ''] = codes;
    const hash = recoveryHash('yamada.h', code);
    expect(recoveryHash('yamada.h', ` ${code.toUpperCase().replaceAll('-', ' ')} `)).toEqual(hash);
    expect(recoveryHash('suzuki.k', code)).not.toEqual(hash);
  });
});

describe('AT-121, 2.2.1.1(1)(g)(ア): a second factor', () => {
  const demanded = (role: Role, decided: FactorDecisions = {}) => isFactorDemanded([{ role }], decided);

  it('is demanded of whoever administers, keeps a console or decides, and of nobody else unless the ministry says so', () => {
    expect(roles.filter((role) => !demanded(role))).toEqual(['zone-clerk', 'host', 'gateway']);
    expect(demanded('host', { host: true })).toBe(true);
    expect(demanded('guard', { guard: false })).toBe(false);
  });

  it('is demanded of whoever administers whatever is decided, and of whoever holds one role that demands it', () => {
    const nobody = Object.fromEntries(roles.map((role) => [role, false]));
    const always = personRoles.filter((role) => !factorDemand(role, nobody).mayBeFree);
    expect(always).toEqual([
      'ciso',
      'general-officer',
      'security-officer',
      'csirt',
      'rights-admin',
      'system-admin',
      'auditor',
    ]);
    for (const role of always) expect(demanded(role, nobody), role).toBe(true);
    expect(isFactorDemanded([{ role: 'host' }, { role: 'auditor' }], nobody)).toBe(true);
  });

  it('is shown by whoever has one, and enrolled first by whoever has none and needs it', () => {
    const none = { totpEnrolledAt: null, passkeys: 0, recoveryCodes: 0 };
    const has = { totpEnrolledAt: start, passkeys: 0, recoveryCodes: 10 };
    expect(judgeSecondAsked('password', none, false)).toBe('nothing');
    expect(judgeSecondAsked('password', none, true)).toBe('to-enrol');
    expect(judgeSecondAsked('password', { ...none, recoveryCodes: 3 }, true)).toBe('to-enrol');
    expect(judgeSecondAsked('password', { ...none, passkeys: 1 }, true)).toBe('to-show');
    expect(judgeSecondAsked('password', { ...none, passkeys: 1 }, false)).toBe('nothing');
    expect(judgeSecondAsked('passkey', none, true)).toBe('nothing');
    for (const isDemanded of [true, false]) {
      expect(judgeSecondAsked('password', has, isDemanded)).toBe('to-show');
    }
  });
});
