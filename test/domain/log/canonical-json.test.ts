import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalPieces } from '../../../src/log/entry/canonical-json.ts';

const anyJson = fc.oneof(
  fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
  fc.array(fc.jsonValue({ stringUnit: 'binary' })),
);

describe('canonicalJson', () => {
  it('writes what the reference implementation of RFC 8785 writes', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
        expect([...canonicalPieces(value)].join('')).toBe(canonicalJson(value));
      }),
    );
  });

  it('sorts keys by UTF-16 code units, as the RFC asks', () => {
    expect(canonicalJson({ '\u{1f600}': 1, '\ufb33': 2, ö: 3, b: 4, a: 5 })).toBe(
      '{"a":5,"b":4,"ö":3,"\u{1f600}":1,"\ufb33":2}',
    );
  });

  it('leaves out what is undefined and refuses what JSON cannot say', () => {
    expect(canonicalJson({ a: undefined, b: [] })).toBe('{"b":[]}');
    expect([...canonicalPieces({ a: undefined, b: [] })].join('')).toBe('{"b":[]}');
    for (const wrong of [{ a: Number.NaN }, { a: '\ud800' }, { '\udc00': 1 }, [() => 1]]) {
      expect(() => canonicalJson(wrong)).toThrow(TypeError);
    }
  });
});
