import { originWords } from '../kinds/origin-words.ts';
import { dayWords } from './day-words.ts';
import type { SearchAsked } from './search-asked.ts';
import { directions, searchFieldNames, searchFields } from './search-fields.ts';

const clockOf = (minutes: number) =>
  `${Math.floor(minutes / 60)}:${(minutes % 60).toString().padStart(2, '0')}`;

/** What a search was understood to ask for, each part in words. */
export function searchSays(asked: SearchAsked): readonly string[] {
  const { direction, origin, clock, on, isThere, isAlone, isOpen } = asked;
  return [
    ...searchFieldNames.flatMap((field) => {
      const wanted = asked[field];
      return wanted === undefined ? [] : [`${searchFields[field].says}に「${wanted}」を含む`];
    }),
    ...(direction === undefined ? [] : [`${directions[direction].says}の時刻が期間内`]),
    ...(clock === undefined
      ? []
      : [
          `時刻が ${clockOf(clock.from)} から${clock.from < clock.until ? '' : '翌'} ${clockOf(clock.until)} の前まで`,
        ]),
    ...(on === undefined ? [] : [`${dayWords[on].says}に限る`]),
    ...(isThere === true ? ['その間にいた'] : []),
    ...(isAlone === true ? ['同行者がいない'] : []),
    ...(origin === undefined ? [] : [`時刻の根拠が${originWords[origin]}`]),
    ...(isOpen === true ? ['退出・終了していない'] : []),
  ];
}
