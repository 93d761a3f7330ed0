import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import {
  countingMembers,
  findRepeatedKeys,
  measuringJson,
  textFrom,
} from '../../../src/kernel/measuring-json.ts';

const measureJson = (text: Uint8Array) => atOnce(measuringJson(text));

type Measure = { readonly depth: number; readonly values: number; readonly members: number };

/** The same by recursion over the value, which a hostile text would not survive. */
function measured(value: unknown, names: Set<string>): Measure {
  if (typeof value !== 'object' || value === null) return { depth: 0, values: 1, members: 0 };
  if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
  const items = Object.values(value).map((item) => measured(item, names));
  const own = Array.isArray(value) ? 0 : items.length;
  const sum = (of: 'values' | 'members') => items.reduce((total, item) => total + item[of], 0);
  return {
    depth: 1 + Math.max(0, ...items.map(({ depth }) => depth)),
    values: 1 + sum('values'),
    members: own + sum('members'),
  };
}

/** Bytes of the longest string of a value, as JSON writes it. */
function longestIn(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(JSON.stringify(value)) - 2;
  if (typeof value !== 'object' || value === null) return 0;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return Math.max(0, ...[...keys, ...Object.values(value)].map(longestIn));
}

const bytesOf = (text: string) => Buffer.from(text, 'utf8');
/** As some text says it: with blanks, line ends, quotes and brackets within strings. */
const anyText = fc.tuple(
  fc.jsonValue({ stringUnit: fc.constantFrom('a', '"', '\\', '{', '[', ':', ',', '\n', 'あ', '🚪') }),
  fc.constantFrom(undefined, 1, '\t'),
);

describe('measureJson', () => {
  it('finds the depth, the members and no fewer values than there are, whatever the strings hold', () => {
    fc.assert(
      fc.property(anyText, ([value, space]) => {
        const { values, longest, ...rest } = measureJson(bytesOf(JSON.stringify(value, null, space)));
        expect(longest).toBe(longestIn(value));
        const names = new Set<string>();
        const { values: known, ...others } = measured(value, names);
        expect(rest).toEqual({ ...others, names: names.size });
        expect(rest.members).toBe(atOnce(countingMembers(value)));
        expect(values).toBeGreaterThanOrEqual(known);
        expect(values).toBeLessThanOrEqual(2 * known);
      }),
    );
  });

  it('finds a depth that no stack survives', () => {
    expect(measureJson(bytesOf('['.repeat(500_000)))).toMatchObject({ depth: 500_000, values: 500_001 });
  });

  it.each(['', '"', '"\\', '{"a', '{"a":', '}', ':'])('ends on what is no JSON: %j', (text) => {
    expect(measureJson(bytesOf(text)).depth).toBeLessThan(2);
    expect(() => findRepeatedKeys(bytesOf(`{"a":1,"a":2}${text}`))).not.toThrow();
  });
});

describe('findRepeatedKeys', () => {
  it('finds nothing in what was written from a value', () => {
    fc.assert(
      fc.property(anyText, ([value, space]) => {
        expect(findRepeatedKeys(bytesOf(JSON.stringify(value, null, space)))).toEqual([]);
      }),
    );
  });

  it.each([
    ['{"a":1,"b":2,"a":3}', ['a']],
    ['[{"x":{"a":[],"b":{"c":1,"c":1}}}]', ['0/x/b/c']],
    ['{"name":1,"n\\u0061me":2}', ['name']],
    ['{"a":{"a":{"a":1}},"b":"\\"a\\":"}', []],
    ['[{"a":1},{"a":1}]', []],
    ['{"__proto__":1,"__proto__":2}', ['__proto__']],
    ['{"e":[1,[2,3],{"a":1,"a":[4,5],"a":{"b":1,"b":2}}]}', ['e/2/a', 'e/2/a', 'e/2/a/b']],
    [`${'['.repeat(20)}{"a":1,"a":2}${']'.repeat(20)}`, ['0/0/0/0/0/0/0/0/a']],
  ])('in %s finds %j', (text, places) => {
    const found = findRepeatedKeys(bytesOf(text));
    expect(found.map(({ within, key }) => [...within, key].join('/'))).toEqual(places);
  });

  it('says where that begins in which it lies', () => {
    const text = bytesOf('{"あ":0,"e":["]",{"a":"}","a":[]}]}');
    const texts = findRepeatedKeys(text).map(({ starts }) => starts.map((start) => textFrom(text, start)));
    expect(texts).toEqual([[String(text), '["]",{"a":"}","a":[]}]', '{"a":"}","a":[]}']]);
  });
});
