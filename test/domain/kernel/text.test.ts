import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseName } from '../../../src/kernel/parse-name.ts';

describe('parseName', () => {
  it.each([
    '髙橋 一郎',
    '山﨑　太郎',
    '葛\u{E0100}城市',
    '辻\uFE00',
    '𠮷野家',
    '塚\uFA10',
    'カ\u3099',
    'Ñuñez O’Brien-Müller',
    'ﾔﾏﾀﾞ',
    ' 前後の空白 ',
    '外字\uE000',
  ])('keeps %j byte for byte', (name) => {
    expect(parseName(name)).toEqual({ ok: true, value: name });
  });

  it.each([
    ['a bidi override', '山田\u202E太郎', 'bidi-control'],
    ['a bidi isolate', '山田\u2066太郎', 'bidi-control'],
    ['a zero-width space', '山\u200B田', 'invisible-character'],
    ['a zero-width joiner', '山\u200D田', 'invisible-character'],
    ['a byte order mark', '\uFEFF山田', 'invisible-character'],
    ['a tag character', '山田\u{E0041}', 'invisible-character'],
    ['a Hangul filler', '\u3164', 'invisible-character'],
    ['a variation selector with nothing to select', '\u{E0100}山田', 'invisible-character'],
    ['a line feed', '山田\n太郎', 'control-character'],
    ['a null', '山田\0', 'control-character'],
    ['a line separator', '山田\u2028', 'control-character'],
    ['a high surrogate alone', '山\uD842', 'lone-surrogate'],
    ['a low surrogate alone', '\uDFB7田', 'lone-surrogate'],
    ['nothing', '', 'empty'],
    ['spaces alone', ' 　', 'empty'],
  ])('refuses %s', (_, name, refusal) => {
    expect(parseName(name)).toEqual({ ok: false, refusal });
  });

  it('never changes what it keeps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const parsed = parseName(name);
        if (parsed.ok) expect(parsed.value).toBe(name);
      }),
      { numRuns: 1_000 },
    );
  });
});
