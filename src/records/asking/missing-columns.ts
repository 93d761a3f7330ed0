import type { FieldError } from '../../kernel/problem.ts';
import { type RecordKind, recordKinds } from '../kinds/record-kinds.ts';
import type { SearchAsked } from '../search/search-asked.ts';
import {
  columnsAmong,
  directionNames,
  directions,
  searchFieldNames,
  searchFields,
} from '../search/search-fields.ts';
import { askedAt } from './asked-at.ts';

/** Something that is asked for, what it looks in, and the columns that hold it: a record must have one of each. */
type Need = {
  readonly field: keyof SearchAsked;
  readonly says: string;
  readonly columns: readonly (readonly string[])[];
};

/** What a record has no column for would find nothing, and look as if nothing were there. */
export function missingColumns(
  record: RecordKind,
  search: SearchAsked,
  sent: SearchAsked,
): readonly FieldError[] {
  return needsOf(search)
    .filter(({ columns }) => columns.some((keys) => columnsAmong(record, keys).length === 0))
    .map(({ field, says }) => ({
      at: askedAt(field, sent),
      message: `${recordKinds[record].title}に「${says}」の欄はありません。`,
    }));
}

function needsOf(search: SearchAsked): readonly Need[] {
  const { direction } = search;
  const { entering, leaving } = directions;
  const ends = directionNames.filter((name) => direction === undefined || name === direction);
  const times = ends.flatMap((name) => directions[name].times);
  const origins = ends.flatMap((name) => directions[name].origins);
  const needs: readonly Need[] = [
    ...searchFieldNames.map((field) => ({
      field,
      ...searchFields[field],
      columns: [searchFields[field].columns],
    })),
    {
      field: 'direction',
      says: `${ends.map((name) => directions[name].says).join('・')}の時刻`,
      columns: [times],
    },
    { field: 'origin', says: '時刻の根拠', columns: [origins] },
    { field: 'clock', says: '時刻', columns: [times] },
    { field: 'on', says: '時刻', columns: [times] },
    { field: 'isThere', says: '始まりと終わりの時刻', columns: [entering.times, leaving.times] },
    { field: 'isOpen', says: '始まりと終わりの時刻', columns: [entering.times, leaving.times] },
    { field: 'isAlone', says: '同行者', columns: [['company']] },
  ];
  return needs.filter(({ field }) => search[field] !== undefined && search[field] !== false);
}
