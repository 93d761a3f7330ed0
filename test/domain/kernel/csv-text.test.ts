import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/kernel/csv-text.ts';
import { safeCell } from '../../../src/kernel/safe-cell.ts';

describe('lines of cells as CSV', () => {
  it.each(['\n', '\r', '\r\n'])(
    'are as many as they were, whatever breaks within a cell: %j',
    (lineBreak) => {
      const text = csvText([
        ['目的', '氏名'],
        [`打合せ${lineBreak}=1+2`, '加藤'],
      ]);
      expect(text).toBe(`目的,氏名\r\n"打合せ${lineBreak}=1+2",加藤\r\n`);
    },
  );

  it('are read as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '髙', '=', ',', '"', "'", '\r', '\n', ' ', '0') });
    const lines = fc.array(fc.tuple(fc.constant('行'), cell, cell), { minLength: 1 });
    fc.assert(
      fc.property(lines, (some) => {
        const read = parse(csvText(some), { record_delimiter: '\r\n' });
        expect(read).toEqual(some.map((line) => line.map(safeCell)));
      }),
    );
  });
});
