import { and, inArray, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import { findOrganisations } from '../../zones/sites/find-organisations.ts';
import { cards, persons } from '../registry/tables.ts';
import type { NumberHolder } from './judge-person-references.ts';
import { cardText, type RosterLine } from './judge-roster.ts';
import type { RosterReferences } from './judge-roster-references.ts';

/**
 * Reads what the record says of what the lines name, beside their contracts, which are locked before. The caller holds the
 * ministry's head: nobody registers the same numbers meanwhile.
 */
export async function loadRosterReferences(
  db: Database,
  lines: readonly RosterLine[],
): Promise<Omit<RosterReferences, 'contracts'>> {
  const units = new Set(lines.flatMap(({ organisationId }) => organisationId ?? []));
  return {
    organisations: await findOrganisations(db, [...units]),
    employeeNumbers: await loadTakenNumbers(db, lines),
    cards: await loadTakenCards(db, lines),
  };
}

async function loadTakenNumbers(
  db: Database,
  lines: readonly RosterLine[],
): Promise<ReadonlyMap<string, NumberHolder>> {
  const numbers = lines.flatMap(({ employeeNumber }) => employeeNumber ?? []);
  const rows = await db
    .select({ id: persons.personId, name: persons.name, number: persons.employeeNumber })
    .from(persons)
    .where(
      and(inArray(persons.employeeNumber, numbers), ne(persons.state, 'left'), isNull(persons.untilSeq)),
    );
  return new Map(rows.map(({ number, ...holder }) => [number ?? '', holder]));
}

async function loadTakenCards(db: Database, lines: readonly RosterLine[]): Promise<ReadonlySet<string>> {
  const numbers = lines.flatMap(({ card }) => (card === null ? [] : canonicalCardKey(card).number));
  const rows = await db
    .select({ format: cards.format, facility: cards.facility, number: cards.number })
    .from(cards)
    .where(and(inArray(cards.number, numbers), isNull(cards.untilSeq)));
  return new Set(rows.map(cardText));
}
