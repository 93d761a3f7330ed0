import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { parsingJson } from '../../../src/kernel/parsing-json.ts';

const outcomeOf = (parse: () => unknown): unknown => {
  try {
    return { value: parse() };
  } catch (error) {
    return { refused: error instanceof SyntaxError };
  }
};
const inPieces = (text: string, pieceBytes: number) =>
  outcomeOf(() => atOnce(parsingJson(Buffer.from(text), JSON.parse, pieceBytes)));
const whole = (text: string) => outcomeOf(() => JSON.parse(text));

const anyText = fc
  .tuple(
    fc.jsonValue({ stringUnit: fc.constantFrom('a', '"', '\\', '{', '[', ']', ':', ',', '\n', 'あ', '🚪') }),
    fc.constantFrom(undefined, 1, '\t'),
  )
  .map(([value, space]) => JSON.stringify(value, null, space));
const pieceBytes = fc.constantFrom(0, 1, 2, 5, 20, 1_000);

describe('a JSON text parsed in pieces', () => {
  it('is the value it is as a whole', () => {
    fc.assert(
      fc.property(anyText, pieceBytes, (text, bytes) => {
        expect(inPieces(text, bytes)).toEqual(whole(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is none where it is none as a whole: something is missing, or too much', () => {
    const part = fc.constantFrom(
      '',
      ',',
      ':',
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      '1',
      ' ',
      'x',
      '"a":',
      '[]',
      ',,',
    );
    fc.assert(
      fc.property(anyText, pieceBytes, fc.nat(), fc.nat(2), part, (text, bytes, at, gone, added) => {
        const place = at % (text.length + 1);
        const cut = `${text.slice(0, place)}${added}${text.slice(place + gone)}`;
        // A cut through a character is none in UTF-8.
        const broken = String(Buffer.from(cut));
        expect(inPieces(broken, bytes), broken).toEqual(whole(broken));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '{"a":[1,2],"a":[3],"__proto__":{"b":1},"toString":1}',
    '[   ]',
    '{ \n }',
    '[1,2,]',
    '[,1]',
    '{"a":1,}',
    '{"a" 1}',
    '{1:2}',
    '{"a":[}]',
    '[1]]',
    '[1][2]',
    '',
    ' ',
    '"\\ud800"',
  ])('has keys twice, keys of any name and faults as JSON.parse has them: %s', (text) => {
    for (const bytes of [0, 1, 4]) expect(inPieces(text, bytes)).toEqual(whole(text));
  });

  it('is looked at in slices', () => {
    const text = Buffer.from(JSON.stringify(Array.from({ length: 200_000 }, (_, n) => ({ n }))));
    let slices = 0;
    for (const _ of parsingJson(text, JSON.parse, 65_536)) slices += 1;
    expect(slices).toBeGreaterThan(text.length / 65_536);
  });
});
