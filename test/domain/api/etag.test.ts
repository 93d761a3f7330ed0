import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { etagOf, hasAlready, parseIfMatch } from '../../../src/api/etag.ts';

function isSeen(ifMatch: string, seq: number): boolean {
  const parsed = parseIfMatch({ headers: { 'if-match': ifMatch } });
  return parsed.ok && parsed.value(seq);
}

const seqs = fc.integer({ min: 1, max: 999_999 });
const blanks = fc.constantFrom('', ' ', '\t', '  ');
/** A list of tags as clients and proxies write it: blanks, empty places, tags made weak on the way. */
const lists = fc
  .array(fc.tuple(blanks, fc.boolean(), seqs, blanks, fc.constantFrom(',', ',,', ', ,')), { minLength: 1 })
  .map((parts) => ({
    seqs: parts.map(([, , seq]) => seq),
    header: parts
      .map(([before, weak, seq, after, comma], nth) =>
        [before, weak ? 'W/' : '', etagOf(seq), after, nth === parts.length - 1 ? '' : comma].join(''),
      )
      .join(''),
  }));

describe('If-Match', () => {
  it('is asked for where it is missing', () => {
    expect(parseIfMatch({ headers: {} })).toMatchObject({ ok: false, refusal: { code: 'version-required' } });
  });

  it.each([
    ['one tag', '"201"', true],
    ['a list', '"201", "999"', true],
    ['a list in which it is last', '"999","201"', true],
    ['anything that is there', '*', true],
    ['anything, between blanks', ' * ', true],
    ['a tag that a proxy made weak', 'W/"201"', true],
    ['weak tags in a list', 'W/"999", W/"201"', true],
    ['a tag of somebody else beside, with a comma within', '"x,y", "201"', true],
    ['another version', '"999"', false],
    ['a tag within another', '"x201"', false],
    ['no tag but a number', '201', false],
    ['a small w', 'w/"201"', false],
    ['a tag that does not end', '"201', false],
    ['tags without a comma between', '"999""201"', false],
    ['a star among tags', '*, "201"', false],
    ['nothing', '', false],
  ])('that names %s', (_what, header, names) => {
    expect(isSeen(header, 201)).toBe(names);
  });

  it('of anything that is there names nothing where there is nothing yet, and "0" does', () => {
    expect(isSeen('*', 0)).toBe(false);
    expect(isSeen('"0"', 0)).toBe(true);
  });

  it('names what is in its list, and nothing else', () => {
    fc.assert(
      fc.property(lists, seqs, (list, seq) => {
        for (const one of list.seqs) expect(isSeen(list.header, one)).toBe(true);
        expect(isSeen(list.header, seq)).toBe(list.seqs.includes(seq));
      }),
    );
  });

  it('is read in one pass, however long and wrong it is', () => {
    for (const endless of ['"1" '.repeat(4_000), '",'.repeat(8_000), ` ${', '.repeat(8_000)}x`]) {
      expect(isSeen(endless, 1)).toBe(false);
    }
  });
});

describe('If-None-Match', () => {
  it('finds a tag in a list, weak or not, and with * whatever is there', () => {
    const has = (header: string, etag: string) => hasAlready({ headers: { 'if-none-match': header } }, etag);
    for (const header of ['W/"a"', '"a"', '"b", W/"a"', '*']) {
      expect(has(header, 'W/"a"'), header).toBe(true);
      expect(has(header, '"a"'), header).toBe(true);
    }
    for (const header of ['"b"', 'a', '', '"ab"']) expect(has(header, '"a"'), header).toBe(false);
    expect(hasAlready({ headers: {} }, '"a"')).toBe(false);
  });
});
