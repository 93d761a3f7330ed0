import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeCell } from '../../../src/kernel/safe-cell.ts';

describe('a cell of CSV', () => {
  it.each(['=HYPERLINK("http://x")', '+81', '-5', '@SUM(A1)', '\t=1', ' =1', '＝1+1', '＠A1'])(
    'is no formula: %s',
    (text) => expect(safeCell(text)).toBe(`'${text}`),
  );

  it.each(['00123', '0901234', '12345678901234567'])('keeps the digits of %s', (text) =>
    expect(safeCell(text)).toBe(`'${text}`),
  );

  it.each(['0', '2026-04-06', '髙﨑', '12', 'a=b', ''])(
    'is left as it is where nothing is made of it: %s',
    (text) => expect(safeCell(text)).toBe(text),
  );

  it('has its text behind at most one apostrophe, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (text) => safeCell(text).replace(/^'/, '') === text));
  });
});
