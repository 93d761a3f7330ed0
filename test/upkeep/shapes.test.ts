import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

const home = 'api/schemas.ts';
const elsewhere = sourceFiles().filter(({ file }) => file !== home);

function filesWith(pattern: RegExp): readonly string[] {
  return elsewhere.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
}

describe(`shapes that many rooms share stand in ${home}`, () => {
  it('a choice of words is written one way', () => {
    expect(filesWith(/Type\.Enum\(/)).toEqual([]);
    expect(filesWith(/Type\.Union\(\[\s*(Type\.Literal\([^)]*\),?\s*)+\]/)).toEqual([]);
    expect(filesWith(/\.map\(\([^)]*\) => Type\.Literal\(/)).toEqual([]);
  });

  it('what may be null is written one way', () => {
    expect(filesWith(/Type\.Null\(\)/)).toEqual([]);
  });

  it('ids, codes and instants have one form', () => {
    expect(filesWith(/format: '(uuid|date-time|name)'/)).toEqual([]);
    expect(filesWith(/additionalProperties: false/)).toEqual([]);
    expect(filesWith(/a-z0-9-\]\{0,62\}/)).toEqual(['kernel/ids.ts']);
  });
});
