import { groupBy } from '../../kernel/group-by.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { findReadsOf, readOf } from './find-reads-of.ts';
import { loadPlacesOf } from './load-places-of.ts';
import type { PassedLine } from './named-there.ts';

import { sameWithinMs } from './same-within-ms.ts';
import { toldPassages } from './told-passages.ts';

/** A passage of a line that a reader has told of too: both are one, and the line refers to the entry. */
export type Joined = { readonly sheet: number; readonly line: number; readonly seq: number };

/** What lines do to the places of their persons, and which of their passages a reader told of too. */
export async function passagesOf(
  { db, client }: ActTx,
  siteId: string,
  lines: readonly PassedLine[],
): Promise<{ readonly effects: readonly Effect[]; readonly joined: readonly Joined[] }> {
  const told = lines.flatMap(({ who: person, sheet, line, door, zone, outside, enteredAt, leftAt }) =>
    person === undefined
      ? []
      : [
          { person, sheet, line, door, zone, at: enteredAt },
          ...(leftAt === undefined ? [] : [{ person, sheet, line, door, zone: outside, at: leftAt }]),
        ],
  );
  const persons = [...new Set(told.map(({ person }) => person))].toSorted();
  if (persons.length === 0) return { effects: [], joined: [] };
  const times = told.map(({ at }) => at.getTime());
  const [places, reads] = await Promise.all([
    loadPlacesOf(db, siteId, persons),
    findReadsOf(client, siteId, {
      persons,
      doors: [...new Set(told.map(({ door }) => door))],
      from: new Date(Math.min(...times) - sameWithinMs),
      until: new Date(Math.max(...times) + sameWithinMs),
    }),
  ]);
  const found = told.map((one) => ({ ...one, read: readOf(reads, one) }));
  const unread = groupBy(
    found.filter(({ read }) => read === undefined),
    ({ person }) => person,
  );
  return {
    effects: [...unread].flatMap(([person, passages]) => toldPassages(places.get(person), person, passages)),
    joined: found.flatMap(({ sheet, line, read }): readonly Joined[] =>
      read === undefined ? [] : [{ sheet, line, seq: read.seq }],
    ),
  };
}
