import { and, eq } from 'drizzle-orm';
import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/perform-act.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { loadDoors } from '../../zones/plan/load-doors.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { lendPass } from '../passes/lend-pass.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import { findKnown } from '../persons/find-known.ts';
import { findReadsOf, readOf, sameWithinMs } from './find-reads-of.ts';
import {
  judgePaperLines,
  lineKey,
  type PaperGrounds,
  type PaperLine,
  personOf,
} from './judge-paper-lines.ts';
import { loadPlacesOf } from './load-places-of.ts';
import { paperLines } from './tables.ts';
import { toldPassages } from './told-passages.ts';

/** Sheets of one day, and who wrote them. */
export type PaperLog = {
  readonly day: string;
  readonly writer: string;
  readonly lines: readonly PaperLine[];
};

/** A passage of a line that a reader has told of too: both are one, and the line refers to the entry. */
export type Joined = { readonly sheet: number; readonly line: number; readonly seq: number };

export type PaperLogged = {
  readonly seq: number;
  readonly lines: number;
  readonly joined: readonly Joined[];
};

/** A line with the person it is of and the zone outside of its door. */
type Placed = PaperLine & { readonly who: string | undefined; readonly outside: string };

/**
 * Enters what was written by hand while nobody was read, in one act: all of it or, where any line is wrong, nothing. Places follow,
 * `assumed`, where nothing later is known; a passage that a reader told of is not made twice. A pass that was handed out on paper
 * has its holder again.
 */
export function logPaper(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { day, writer, lines }: PaperLog,
): Promise<Result<PaperLogged, Refusal>> {
  return performAct<PaperLogged>(deps, context, async (tx) => {
    const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
    const timeZone = await loadTimeZone(tx.db, siteId);
    await tx.takeHeads([siteId]);
    const grounds = await loadGrounds(tx, siteId, day, lines, owners);
    const faults = judgePaperLines(lines, grounds);
    if (faults.length > 0) return refuse({ code: 'unprocessable', errors: faults });
    const placed = lines.map(
      (line): Placed => ({
        ...line,
        who: personOf(line, grounds),
        outside:
          grounds.doors.get(line.door)?.directions.find(({ to }) => to === line.zone)?.from ?? line.zone,
      }),
    );
    const seq = tx.nextSeq(siteId);
    const dueAt = new Date(instantOf(day, '23:59', timeZone));
    const unlent = await lendAgain(tx, siteId, placed, dueAt, seq);
    if (unlent.length > 0) return refuse({ code: 'unprocessable', errors: unlent });
    const { effects, joined } = await passagesOf(tx, siteId, placed);
    await tx.db.insert(paperLines).values(
      placed.map(({ who, outside, door, zone, leftAt, pass, name, affiliation, sheet, line, enteredAt }) => ({
        siteId,
        day,
        sheet,
        line,
        loggedSeq: seq,
        enteredAt,
        leftAt: leftAt ?? null,
        doorId: door,
        zoneId: zone,
        outsideId: outside,
        personId: who ?? null,
        pass: pass ?? null,
        name: name ?? null,
        affiliation: affiliation ?? null,
        writer,
      })),
    );
    const persons = [...new Set(placed.flatMap(({ who }) => who ?? []))].toSorted();
    tx.record(siteId, {
      kind: 'paper-logged',
      subject: persons.length === 0 ? {} : { with: persons },
      effects,
      details: { origin: 'paper', day, lines: lines.map(lineKey), joined },
      personal: {
        recordClass: 'visit',
        data: {
          writer,
          names: lines.flatMap(({ sheet, line, name, affiliation }) =>
            name === undefined ? [] : [{ sheet, line, name, affiliation: affiliation ?? null }],
          ),
        },
      },
    });
    return ok({ seq, lines: lines.length, joined });
  });
}

async function loadGrounds(
  { db, now }: ActTx,
  siteId: string,
  day: string,
  lines: readonly PaperLine[],
  owners: ReadonlySet<string>,
): Promise<PaperGrounds> {
  const numerals = [...new Set(lines.flatMap(({ pass }) => pass ?? []))];
  const [doors, known, logged, passes] = await Promise.all([
    loadDoors(db, siteId, [...new Set(lines.map(({ door }) => door))]),
    findKnown(db, siteId, [...new Set(lines.flatMap(({ person }) => person ?? []))]),
    db
      .select({ sheet: paperLines.sheet, line: paperLines.line })
      .from(paperLines)
      .where(and(eq(paperLines.siteId, siteId), eq(paperLines.day, day))),
    Promise.all(numerals.map((numeral) => findPassByNumeral(db, siteId, numeral))),
  ]);
  const holders = new Map(
    passes.flatMap((pass) =>
      pass?.state === 'lent' && pass.holderId !== null ? [[pass.numeral, pass.holderId] as const] : [],
    ),
  );
  return { now, doors, known, logged: new Set(logged.map(lineKey)), holders, owners };
}

/** Passes that were handed out on paper to somebody who has not left: each is lent from now on, or its line is at fault. */
async function lendAgain(
  tx: ActTx,
  siteId: string,
  lines: readonly Placed[],
  dueAt: Date,
  seq: number,
): Promise<readonly FieldError[]> {
  const faults: FieldError[] = [];
  for (const [index, { pass: numeral, who, leftAt }] of lines.entries()) {
    if (numeral === undefined || who === undefined || leftAt !== undefined) continue;
    const pass = await findPassByNumeral(tx.db, siteId, numeral);
    if (pass?.state === 'lent' && pass.holderId === who) continue;
    const at = `body/lines/${index}/pass`;
    if (pass?.basis === 'one-day') {
      faults.push({ at, message: '臨時カードは受付の貸出しの手続で記録してください。' });
      continue;
    }
    const lent = await lendPass(
      tx,
      siteId,
      { numeral, holder: who, basis: pass?.basis ?? 'visit', dueAt },
      seq,
    );
    if (!lent.ok) {
      faults.push({
        at,
        message: lent.refusal.detail ?? lent.refusal.errors?.[0]?.message ?? 'この通行証は貸し出せません。',
      });
    }
  }
  return faults;
}

/** What the lines do to the places of their persons, and which of their passages a reader told of too. */
async function passagesOf({ db, client }: ActTx, siteId: string, lines: readonly Placed[]) {
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
