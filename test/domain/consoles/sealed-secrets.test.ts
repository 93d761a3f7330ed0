import { describe, expect, it } from 'vitest';
import { hashOfTyped, makeSealedSecret } from '../../../src/consoles/seals/make-sealed-secret.ts';

describe('a sealed secret', () => {
  it('is 256 bits in groups of four, without letters that are read for digits', () => {
    const secrets = Array.from({ length: 50 }, () => makeSealedSecret().secret);
    for (const secret of secrets)
      expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){12}$/);
    expect(new Set(secrets).size).toBe(50);
  });

  it('is the same however it is typed', () => {
    const { secret, hash } = makeSealedSecret();
    const wide = [...secret].map((one) =>
      one === '-' ? '　' : String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0),
    );
    const misread = secret.replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase().replaceAll('-', ' ');
    for (const typed of [secret, secret.replaceAll('-', ''), wide.join(''), misread]) {
      expect(hashOfTyped(typed), typed).toEqual(hash);
    }
    expect(hashOfTyped(`${secret}0`)).not.toEqual(hash);
  });
});
