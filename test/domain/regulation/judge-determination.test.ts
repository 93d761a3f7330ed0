import { describe, expect, it } from 'vitest';
import { judgeDetermination } from '../../../src/zones/regulation/judge-determination.ts';
import { aDetermination, unified } from '../../support/a-ruled-zone.ts';

const judge = (over: Parameters<typeof aDetermination>[0]) =>
  judgeDetermination(unified, aDetermination(over));

const from = new Date('2026-04-01T00:00:00+09:00');

describe('judgeDetermination', () => {
  it('accepts one of the values the row offers', () => {
    expect(judge({ row: 't2r14', zoneClass: 2, value: 'permission' })).toEqual([]);
  });

  it('refuses to decide what the tables fix', () => {
    expect(judge({ row: 't1r49', zoneClass: 3, value: 'not-required' })).toEqual([
      'not-left-to-the-ministry',
    ]);
  });

  it('refuses a value of another kind of row', () => {
    expect(judge({ row: 't1r35', zoneClass: 2, value: 'permission' })).toEqual(['value-not-offered']);
    expect(judge({ row: 't1r7', zoneClass: 2, value: 'forbidden' })).toEqual(['value-not-offered']);
  });

  it('refuses class 4, which follows class 3', () => {
    expect(judge({ row: 't1r35', zoneClass: 4 })).toEqual(['class-not-ruled']);
  });

  it('refuses an empty period', () => {
    expect(judge({ from, until: from })).toEqual(['period-empty']);
  });

  it("refuses another body's confirmation that is over before it is used, or has no document", () => {
    const heldBy = {
      body: '管理官庁',
      document: ' ',
      confirmedBy: '甲',
      confirmedOn: '2025-04-01',
      until: from,
    };
    expect(judge({ from, heldBy })).toEqual(['held-by-ends-before-it-starts', 'words-missing']);
  });

  it('names every fault', () => {
    expect(judge({ zoneClass: 7, words: '', from, until: from })).toEqual([
      'class-not-ruled',
      'period-empty',
      'words-missing',
    ]);
  });
});
