import { and, eq } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { type ArrivalRow, loadArrivals } from '../../visitors/registry/arrival-rows.ts';
import { loadDoors } from '../../zones/plan/load-doors.ts';
import { loadOpenDeskZones } from '../../zones/plan/load-open-desk-zones.ts';
import { loadOutsideZones } from '../../zones/plan/load-outside-zones.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import type { PaperGrounds } from './judge-paper-lines.ts';
import { loadExpected } from './load-expected.ts';
import { lineKey, type PaperLine } from './paper-line.ts';
import { paperLines } from './tables.ts';
import { whoOfLine } from './who-of-line.ts';

/** Lines as they are to be judged. */
export type PaperRead = {
  readonly grounds: PaperGrounds;
  /** Those that were entered before with the same words, by `lineKey`. */
  readonly already: ReadonlySet<string>;
  /** The 来庁 of the day of whoever is on a line. */
  readonly arrivals: readonly ArrivalRow[];
};

/** Reads what some lines are judged by, and which of them are entered already. */
export async function loadPaperGrounds(
  { db, client, now }: Pick<ActTx, 'db' | 'client' | 'now'>,
  siteId: string,
  { day, lines }: { readonly day: string; readonly lines: readonly PaperLine[] },
  { owners, cards }: Pick<PaperGrounds, 'owners' | 'cards'>,
): Promise<PaperRead> {
  const numerals = [...new Set(lines.flatMap(({ pass }) => pass ?? []))];
  const [doors, outside, openDesks, stored, passes, expected] = await Promise.all([
    loadDoors(db, siteId, [...new Set(lines.map(({ door }) => door))]),
    loadOutsideZones(db, siteId),
    loadOpenDeskZones(db, siteId),
    db
      .select()
      .from(paperLines)
      .where(and(eq(paperLines.siteId, siteId), eq(paperLines.day, day))),
    Promise.all(numerals.map((numeral) => findPassByNumeral(db, siteId, numeral))),
    loadExpected(db, siteId, day, [...new Set(lines.flatMap(({ name }) => name ?? []))]),
  ]);
  const holders = new Map(
    passes.flatMap((pass) =>
      pass?.state === 'lent' && pass.holderId !== null
        ? [[pass.numeral, { holder: pass.holderId, since: pass.lentAt }] as const]
        : [],
    ),
  );
  const asked = new Set(lines.map(lineKey));
  const before = stored.filter((one) => asked.has(lineKey(one)));
  const named = [
    ...lines.flatMap(({ person }) => person ?? []),
    ...[...holders.values()].map(({ holder }) => holder),
    ...[...cards.values()].flat().map(({ holder }) => holder),
  ];
  const whoIs = await loadWhoIs(client, siteId, [...named, ...before.map(({ personId }) => personId)]);
  const expectedIds = [...expected.values()].flat().map(({ member }) => member);
  const arrivals = await loadArrivals(db, siteId, [...new Set([...whoIs.keys(), ...expectedIds])], day);
  const comes = new Set(arrivals.map(({ memberId }) => memberId));
  const notExpected = new Set(
    [...whoIs].flatMap(([id, { kind }]) => (kind === 'visitor' && !comes.has(id) ? [id] : [])),
  );
  const known = new Set(whoIs.keys());
  const grounds = {
    now,
    doors,
    outside: new Set([...outside, ...openDesks]),
    known,
    notExpected,
    holders,
    cards,
    expected,
    owners,
  };
  const storedAt = new Map(before.map((one) => [lineKey(one), one]));
  const already = lines.filter((line) => {
    const one = storedAt.get(lineKey(line));
    const unnamed = one !== undefined && one.personId !== null && whoIs.get(one.personId)?.name == null;
    return one !== undefined && isSame(one, line, grounds, unnamed);
  });
  const same = new Set(already.map(lineKey));
  const logged = new Set([...storedAt.keys()].filter((key) => !same.has(key)));
  return { grounds: { ...grounds, logged }, already: same, arrivals };
}

/** Whether a line was entered with these words. Of somebody whose name is kept nowhere the name proves nothing. */
function isSame(
  stored: typeof paperLines.$inferSelect,
  line: PaperLine,
  grounds: Omit<PaperGrounds, 'logged'>,
  unnamed: boolean,
): boolean {
  const sameTimes =
    stored.enteredAt.getTime() === line.enteredAt.getTime() &&
    stored.leftAt?.getTime() === line.leftAt?.getTime();
  if (!sameTimes || stored.doorId !== line.door || stored.zoneId !== line.zone) return false;
  if ((stored.pass ?? undefined) !== line.pass) return false;
  // Whoever bears the name may have become known since.
  if (stored.personId === null) {
    return stored.name === (line.name ?? null) && stored.affiliation === (line.affiliation ?? null);
  }
  const who = whoOfLine(line, grounds);
  if ('person' in who) return stored.personId === who.person;
  return 'name' in who && unnamed;
}
