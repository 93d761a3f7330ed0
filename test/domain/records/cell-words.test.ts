import { describe, expect, it } from 'vitest';
import type { RecordColumn } from '../../../src/records/kinds/record-column.ts';
import { recordKinds } from '../../../src/records/kinds/record-kinds.ts';
import { directions } from '../../../src/records/search/search-fields.ts';
import { cellWords } from '../../../src/records/shown/cell-words.ts';

const entered = { key: 'at', title: '時刻', sort: 'instant', width: 8 } as const;
const day = { key: 'on', title: '日', sort: 'day', width: 8 } as const;
const from = { key: 'from', title: '根拠', sort: 'origin', width: 4 } as const;

describe('a value of a record', () => {
  it('is of the site’s clock, by the era or by the calendar of the world', () => {
    const row = { at: '2026-04-06T15:30:00.000Z' };
    expect(cellWords('Asia/Tokyo', 'wareki').cell(entered, row)).toBe('令和8年4月7日 00:30:00');
    expect(cellWords('Asia/Tokyo', 'seireki').cell(entered, row)).toBe('2026-04-07 00:30:00');
  });

  it('of the first year of an era is of 元年, and of its day', () => {
    const words = cellWords('Asia/Tokyo', 'wareki');
    expect(words.cell(day, { on: '2019-04-30' })).toBe('平成31年4月30日');
    expect(words.cell(day, { on: '2019-05-01' })).toBe('令和元年5月1日');
  });

  it('says from where a time is known, and nothing where nothing is', () => {
    const words = cellWords('Asia/Tokyo', 'wareki');
    expect(words.cell(from, { from: 'roll-call' })).toBe('点呼');
    expect(words.cell(from, { from: 'on-the-spot' })).toBe('その場の記録');
    expect(words.cell(from, { from: null })).toBe('');
  });

  it.each(['visits', 'passages', 'movements', 'works', 'keys'] as const)(
    'of %s has behind each time from where it is known',
    (kind) => {
      const columns: readonly RecordColumn[] = recordKinds[kind].columns;
      // When a key is to be back is no time of anything that was.
      const times = columns.filter(({ key, sort }) => sort === 'instant' && key !== 'due');
      expect(times.length).toBeGreaterThan(0);
      const behind = times.map((time) => columns[columns.indexOf(time) + 1]);
      expect(behind).toEqual(times.map(() => expect.objectContaining({ sort: 'origin', title: '根拠' })));
      const origins = Object.values(directions).flatMap((one): readonly string[] => one.origins);
      expect(behind.filter((column) => !origins.includes(column?.key ?? ''))).toEqual([]);
    },
  );
});
