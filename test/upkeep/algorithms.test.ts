import { isoCBOR } from '@simplewebauthn/server/helpers';
import { describe, expect, it } from 'vitest';
import { isLongEnough, passkeyAlgorithms } from '../../src/sign-in/passkeys/passkey-algorithms.ts';
import { totpForm } from '../../src/sign-in/second-factor/totp-form.ts';
import {
  isSignedAsListed,
  providerAlgorithms,
} from '../../src/sign-in/single-sign-on/provider-algorithms.ts';
import { sourceFiles } from '../support/source-files.ts';

/**
 * 電子政府推奨暗号リスト (CRYPTREC LS-0001-2022, 2023-03-30): what of it we use, as node and OpenSSL call it. What does not stand here is
 * not used (METI 28-2(1), 30-1).
 */
const listed = {
  hash: ['sha256', 'sha384', 'sha512'],
  hmac: ['sha256', 'sha384', 'sha512'],
  keyDerivation: ['sha256', 'sha384', 'sha512'],
  cipher: ['aes-256-gcm'],
  signature: ['ed25519', 'p-256', 'prime256v1'],
} as const;

/** Of `node:crypto`: what each function is told by its argument at this place, counted from 0; undefined: it takes no algorithm. */
const functions: Readonly<
  Record<string, { readonly at: number; readonly of: keyof typeof listed } | undefined>
> = {
  createHash: { at: 0, of: 'hash' },
  hash: { at: 0, of: 'hash' },
  createHmac: { at: 0, of: 'hmac' },
  pbkdf2: { at: 4, of: 'keyDerivation' },
  pbkdf2Sync: { at: 4, of: 'keyDerivation' },
  hkdfSync: { at: 0, of: 'keyDerivation' },
  createCipheriv: { at: 0, of: 'cipher' },
  createDecipheriv: { at: 0, of: 'cipher' },
  generateKeyPair: { at: 0, of: 'signature' },
  generateKeyPairSync: { at: 0, of: 'signature' },
  randomBytes: undefined,
  randomInt: undefined,
  randomUUID: undefined,
  timingSafeEqual: undefined,
};

/** Another algorithm, and why: by file. */
const excused: Readonly<Record<string, { readonly algorithm: string; readonly because: string }>> = {};

/**
 * Packages that bring algorithms of their own, and who asks them: each is told by which it works, by a list that is tried below. What is not
 * here is asked by nobody.
 */
const packages: Readonly<Record<string, readonly string[]>> = {
  otplib: ['sign-in/second-factor/judge-code.ts', 'sign-in/second-factor/make-seed.ts'],
  '@simplewebauthn/server': [
    'sign-in/passkeys/offer-registration.ts',
    'sign-in/passkeys/register-passkey.ts',
    'sign-in/passkeys/verify-passkey.ts',
  ],
  'openid-client': ['sign-in/single-sign-on/build-provider.ts'],
  jose: [],
  oauth4webapi: [],
};

const sources = sourceFiles();
const cryptoImport = /import\s+(type\s+)?([^;]*?)\s+from\s+'(?:node:)?crypto'/g;

/** What a file takes of `node:crypto`: names, or the whole of it, which hides what is used. */
function takenBy(text: string): readonly string[] {
  return [...text.matchAll(cryptoImport)].flatMap(([, typeOnly, what = '']) => {
    if (typeOnly !== undefined) return [];
    const names = /^\{([\s\S]*)\}$/.exec(what.trim());
    if (names === null) return [`the whole of it as ${what}`];
    return (names[1] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '));
  });
}

/** The arguments of each call of a function, as they are written. */
function callsOf(name: string, text: string): readonly (readonly string[])[] {
  return [...text.matchAll(new RegExp(`(?<![.\\w])${name}\\(`, 'g'))].map(({ index }) => {
    const args: string[] = [''];
    let depth = 1;
    for (const letter of text.slice(index + name.length + 1)) {
      if ('([{'.includes(letter)) depth += 1;
      if (')]}'.includes(letter)) depth -= 1;
      if (depth === 0) break;
      if (letter === ',' && depth === 1) args.push('');
      else args[args.length - 1] += letter;
    }
    return args.map((one) => one.trim());
  });
}

/** What is used of `node:crypto` and stands in no list. */
function unlisted(file: string, text: string): readonly string[] {
  return takenBy(text).flatMap((name) => {
    if (!Object.hasOwn(functions, name)) return [`${file}: ${name}`];
    const asked = functions[name];
    if (asked === undefined) return [];
    const allowed: readonly string[] = listed[asked.of];
    return callsOf(name, text)
      .map((args) => /^'([^']*)'$/.exec(args[asked.at] ?? '')?.[1] ?? 'what cannot be read')
      .filter((algorithm) => !allowed.includes(algorithm) && excused[file]?.algorithm !== algorithm)
      .map((algorithm) => `${file}: ${name} of ${algorithm}`);
  });
}

describe('algorithms (METI 28(2), AT-609)', () => {
  it('are those of 電子政府推奨暗号リスト that stand here, each written where it is used', () => {
    const users = sources.filter(({ text }) => takenBy(text).length > 0);
    expect(users.length).toBeGreaterThan(10);
    expect(users.flatMap(({ file, text }) => unlisted(file, text))).toEqual([]);
    const known = new Set(users.map(({ file }) => file));
    expect(Object.keys(excused).filter((file) => !known.has(file))).toEqual([]);
  });

  it('come by no other way: neither by the global, nor from a package, nor from the database', () => {
    const other =
      /\bsubtle\b|\brequire\(\s*'(?:node:)?crypto'|import\(\s*'(?:node:)?crypto'|from '(?:bcrypt\w*|argon2|crypto-js|tweetnacl|@noble\/\w+|js-sha\w+|md5)'|(?<![.\w])(?:md5|sha224|sha1|crypt|gen_salt|pgp_\w+|digest)\(/;
    expect(sources.filter(({ text }) => other.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('come from packages only where these are told by which to work', () => {
    for (const [name, askers] of Object.entries(packages)) {
      const asks = new RegExp(`^import (?!type )[^;]*from '${name}'`, 'm');
      expect(
        sources.filter(({ text }) => asks.test(text)).map(({ file }) => file),
        name,
      ).toEqual(askers);
    }
  });

  it('of authenticator apps are HMAC-SHA-256', () => {
    expect(listed.hmac).toContain(totpForm.algorithm);
  });

  it('of a provider are RSASSA, ECDSA and EdDSA with SHA-2, whatever it says of itself', () => {
    expect(providerAlgorithms.filter((name) => !/^([RPE]S(256|384|512)|EdDSA|Ed25519)$/.test(name))).toEqual(
      [],
    );
    const signedBy = (alg: unknown) =>
      `${Buffer.from(JSON.stringify({ alg })).toString('base64url')}.e30.c2lnbmVk`;
    const tried = ['RS256', 'ES256', 'EdDSA', 'none', 'HS256', 'RS1', 'ES256K', 'ML-DSA-44', 'RSA1_5', null];
    expect(tried.filter((alg) => isSignedAsListed(signedBy(alg)))).toEqual(['RS256', 'ES256', 'EdDSA']);
  });

  it('of passkeys are EdDSA, ECDSA with SHA-256 and RSASSA-PKCS1-v1_5 with SHA-256 of 2,048 bits or more', () => {
    expect(passkeyAlgorithms).toEqual([-8, -7, -257]);
    const rsaOf = (bits: number) =>
      isoCBOR.encode(
        Object(
          new Map<number, unknown>([
            [1, 3],
            [3, -257],
            [-1, new Uint8Array(bits / 8)],
            [-2, new Uint8Array([1, 0, 1])],
          ]),
        ),
      );
    expect([1_024, 2_040, 2_048, 3_072].filter((bits) => isLongEnough(rsaOf(bits)))).toEqual([2_048, 3_072]);
  });

  it('would be found, however they came', () => {
    const found = (text: string) => unlisted('one.ts', text);
    expect(found("import { createHash } from 'node:crypto';\ncreateHash('md5')")).toEqual([
      'one.ts: createHash of md5',
    ]);
    expect(found("import { createHash } from 'node:crypto';\ncreateHash(name)")).toEqual([
      'one.ts: createHash of what cannot be read',
    ]);
    expect(found("import { pbkdf2 } from 'crypto';\npbkdf2(word, salt(1, 2), 9, 32, 'sha1', done)")).toEqual([
      'one.ts: pbkdf2 of sha1',
    ]);
    expect(found("import { scrypt } from 'node:crypto';")).toEqual(['one.ts: scrypt']);
    expect(found("import * as all from 'node:crypto';")).toEqual(['one.ts: the whole of it as * as all']);
    expect(
      found("import { createCipheriv } from 'node:crypto';\ncreateCipheriv('aes-256-gcm', key, iv)"),
    ).toEqual([]);
  });
});
