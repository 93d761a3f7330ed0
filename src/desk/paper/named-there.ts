import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { UnplannedLine } from './place-paper-visits.ts';
import type { PlacedLine } from './placed-line.ts';
import { paperLines } from './tables.ts';
import { nameKey, type WhoGrounds } from './who-of-line.ts';

/** A name that was written down, and to whom they said they come. */
type Written = Pick<UnplannedLine, 'name' | 'affiliation' | 'host'>;

/** Whom a written name means at a door within. */
export type NamedThere = (line: Written) => string | undefined;

/**
 * Who became a visitor by a line at an entrance is the one of that name at the doors within, as long as there is one: of two that day
 * somebody has to say which.
 */
export function namedThere(
  arrived: readonly UnplannedLine[],
  members: ReadonlyMap<number, string>,
  { expected }: Pick<WhoGrounds, 'expected'>,
): NamedThere {
  return ({ name, affiliation, host }) => {
    if (name === undefined || affiliation === undefined) return undefined;
    const key = nameKey(name, affiliation);
    if (expected.has(key)) return undefined;
    const same = arrived.filter(
      (one) =>
        nameKey(one.name ?? '', one.affiliation ?? '') === key && (host === undefined || one.host === host),
    );
    const meant = new Set(same.flatMap(({ index }) => members.get(index) ?? []));
    return meant.size === 1 ? [...meant][0] : undefined;
  };
}

/** A passage of a line that is of somebody known. */
export type PassedLine = Pick<
  PlacedLine,
  'who' | 'sheet' | 'line' | 'door' | 'zone' | 'outside' | 'enteredAt' | 'leftAt'
>;

/**
 * Reads which lines of the day that were entered before, by a name that nobody was known by, are of whoever came in under it. A line is
 * written once and for all: who it is of is worked out whenever it is read.
 */
export async function linesOfNames(
  { db }: ActTx,
  siteId: string,
  day: string,
  whoIs: NamedThere,
): Promise<readonly PassedLine[]> {
  const unknown = await db
    .select()
    .from(paperLines)
    .where(
      and(
        eq(paperLines.siteId, siteId),
        eq(paperLines.day, day),
        isNull(paperLines.personId),
        isNotNull(paperLines.name),
      ),
    );
  return unknown.flatMap(
    ({ sheet, line, doorId, zoneId, outsideId, enteredAt, leftAt, name, affiliation }) => {
      const who = whoIs({
        name: name ?? undefined,
        affiliation: affiliation ?? undefined,
        host: undefined,
      });
      if (who === undefined) return [];
      const passed = { sheet, line, door: doorId, zone: zoneId, outside: outsideId };
      return [{ ...passed, who, enteredAt, leftAt: leftAt ?? undefined }];
    },
  );
}
