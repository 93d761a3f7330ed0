import { arrayText } from '../../../db/array-text.ts';
import type { KnownAt, ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { ReadSource } from './read-source.ts';

/** Cards shown at readers now, in this order. */
export function cardsShown(shown: readonly ShownCard[]): ReadSource {
  return {
    name: 'cards-shown',
    isEmpty: shown.length === 0,
    rows: (first) => `
      select * from unnest(${parameters(first, 'text', 'text', 'text', 'text', 'text', 'text')})
        with ordinality as shown(format, facility, number, from_zone, to_zone, door_id, ordinal)`,
    values: [...shownColumns(shown), arrayText(shown.map(({ door }) => door))],
  };
}

/** Cards shown at readers some time ago, in this order, each with the seqs of both logs then. */
export function cardsShownThen(reads: readonly KnownAt[]): ReadSource {
  return {
    name: 'cards-shown-then',
    isEmpty: reads.length === 0,
    rows: (first) => `
      select * from unnest(${parameters(first, 'text', 'text', 'text', 'text', 'text', 'int8', 'int8')})
        with ordinality as shown(format, facility, number, from_zone, to_zone, ministry_seq, site_seq, ordinal)`,
    values: [
      ...shownColumns(reads),
      arrayText(reads.map(({ ministrySeq }) => ministrySeq)),
      arrayText(reads.map(({ siteSeq }) => siteSeq)),
    ],
  };
}

function shownColumns(shown: readonly ShownCard[]): readonly string[] {
  return [
    arrayText(shown.map(({ key }) => key.format)),
    arrayText(shown.map(({ key }) => key.facility)),
    arrayText(shown.map(({ key }) => key.number)),
    arrayText(shown.map(({ from }) => from)),
    arrayText(shown.map(({ to }) => to)),
  ];
}

function parameters(first: number, ...types: readonly string[]): string {
  return types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
}
