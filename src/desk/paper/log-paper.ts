import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { lockPersons } from '../../people/registry/person-rows.ts';
import { renewAdmissionsOfVisits } from '../../visitors/admission/renew-admissions.ts';
import { beginPlanning, loadPlanningFacts } from '../../visitors/planning/load-planning-facts.ts';
import { type ArrivalRow, loadArrivals, saveArrivals } from '../../visitors/registry/arrival-rows.ts';
import { lockVisit } from '../../visitors/registry/visit-rows.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { isArrival, judgePaperLines, outsideOf, type PaperGrounds } from './judge-paper-lines.ts';
import { keepStays } from './keep-stays.ts';
import { lendAgain } from './lend-again.ts';
import { loadNotedCards } from './load-noted-cards.ts';
import { loadPaperGrounds, type PaperRead } from './load-paper-grounds.ts';
import { linesOfNames, type NamedThere, namedThere, type PassedLine } from './named-there.ts';
import { lineKey, type PaperLine } from './paper-line.ts';
import { type Joined, passagesOf } from './passages-of.ts';
import { judgeUnplanned, placePaperVisits, type UnplannedLine } from './place-paper-visits.ts';
import type { PlacedLine } from './placed-line.ts';
import { paperLines } from './tables.ts';
import { type ToldVisitor, tellVisitors } from './tell-visitors.ts';
import { whoOfLine } from './who-of-line.ts';

/** Sheets of one day, and who wrote them. */
export type PaperLog = {
  readonly day: string;
  readonly writer: string;
  readonly lines: readonly PaperLine[];
};

export type PaperLogged = {
  /** null = every line was entered before: nothing is recorded. */
  readonly seq: number | null;
  /** How many are entered by this. */
  readonly lines: number;
  readonly already: readonly string[];
  readonly joined: readonly Joined[];
  readonly visitors: readonly ToldVisitor[];
};

/**
 * Enters what was written by hand while nobody was read, in one act: all of it or, where any line is wrong, nothing. A line that was
 * entered with the same words is left as it is; one by a name that nobody was known by is of whoever turns out to bear it. Places follow, `assumed`, where nothing later is known; a passage that a reader told
 * of is not made twice. The 来庁 of visitors get their times, and whoever was not expected a visit; a pass that was handed out on
 * paper has its holder again.
 */
export function logPaper(
  deps: DeskDeps,
  context: ActContext,
  siteId: string,
  log: PaperLog,
): Promise<Result<PaperLogged, Refusal>> {
  return performAct<PaperLogged>(deps, context, async (tx) => {
    const begun = await beginPaper(tx, deps, context, siteId, log);
    if (!begun.ok) return begun;
    const { grounds, already, arrivals, factsOf } = begun.value;
    const faults = judgePaperLines(log.lines, grounds);
    if (faults.length > 0) return refuse({ code: 'unprocessable', errors: faults });
    const fresh = log.lines
      .map((line, index) => ({ ...line, index }))
      .filter((line) => !already.has(lineKey(line)));
    const given = { already: [...already], joined: [], visitors: [] };
    if (fresh.length === 0) return ok({ seq: null, lines: 0, ...given });

    const unplanned = fresh.filter((line) => isUnplanned(line, grounds));
    const members = await placeUnplanned(tx, siteId, log.day, unplanned, factsOf);
    if (!members.ok) return members;
    const whoIs = namedThere(unplanned, members.value, grounds);
    const placed = fresh.map((line) => placedLine(line, grounds, members.value, whoIs));
    const ofNew = await loadArrivals(tx.db, siteId, [...members.value.values()], log.day);
    const known = new Map([...arrivals, ...ofNew].map((one) => [one.memberId, one]));
    const before = unplanned.length === 0 ? [] : await linesOfNames(tx, siteId, log.day, whoIs);
    return keepLines(tx, siteId, log, { placed, before, known, grounds, already, policy: deps.policy });
  });
}

type Begun = PaperRead & {
  readonly factsOf: () => ReturnType<typeof loadPlanningFacts>;
};

/**
 * Locks whom passes were handed to, hosts and visits that the lines are about, and takes the site's head. Who somebody is may have changed until then: it is read
 * again, and where it leads to somebody or a visit not locked the clerk is asked to try once more.
 */
async function beginPaper(
  tx: ActTx,
  { policy }: DeskDeps,
  { principal }: ActContext,
  siteId: string,
  log: PaperLog,
): Promise<Result<Begun, Refusal>> {
  const hosts = log.lines.flatMap(({ host }) => host ?? []);
  const fixed = {
    owners: await loadOwnersOfAct(tx.db, principal.actor),
    cards: await loadNotedCards(
      tx.db,
      siteId,
      log.lines.flatMap(({ card }) => card ?? []),
    ),
  };
  const before = await loadPaperGrounds(tx, siteId, log, fixed);
  const given = new Set(givenPasses(log.lines, before.grounds));
  // Among them the hosts: persons are locked once, ascending (ADR 0002).
  const planners = principal.actor.type === 'person' ? [principal.actor.id] : [];
  if (given.size > 0) await lockPersons(tx, [...given, ...hosts, ...planners]);
  const planning = hosts.length === 0 ? undefined : await beginPlanning(tx, principal, siteId, policy, hosts);
  if (planning?.ok === false) return planning;
  const locked = new Set(before.arrivals.map(({ visitId }) => visitId));
  for (const visitId of [...locked].toSorted()) await lockVisit(tx, siteId, visitId);
  await tx.takeHeads([siteId]);
  const now = await loadPaperGrounds(tx, siteId, log, fixed);
  const isOther =
    now.arrivals.some(({ visitId }) => !locked.has(visitId)) ||
    givenPasses(log.lines, now.grounds).some((id) => !given.has(id));
  if (isOther) return refuse(changedMeanwhile);
  return ok({
    ...now,
    factsOf: async () =>
      planning === undefined
        ? refuse(changedMeanwhile)
        : loadPlanningFacts(tx, siteId, policy, planning.value),
  });
}

/** Who has a pass by these lines: a person among them is locked before anything is lent to them. */
function givenPasses(lines: readonly PaperLine[], grounds: PaperGrounds): readonly string[] {
  return lines.flatMap((line) => {
    const who = line.pass === undefined ? undefined : whoOfLine(line, grounds);
    return who !== undefined && 'person' in who ? [who.person] : [];
  });
}

const changedMeanwhile: Refusal = {
  code: 'conflict',
  detail: '行の人の来庁がいま変わりました。もう一度送ってください。',
};

function isUnplanned(line: PaperLine, grounds: PaperGrounds): boolean {
  return 'name' in whoOfLine(line, grounds) && isArrival(line, grounds);
}

async function placeUnplanned(
  tx: ActTx,
  siteId: string,
  day: string,
  lines: readonly UnplannedLine[],
  factsOf: Begun['factsOf'],
): Promise<Result<ReadonlyMap<number, string>, Refusal>> {
  if (lines.length === 0) return ok(new Map());
  const facts = await factsOf();
  if (!facts.ok) return facts;
  const errors = judgeUnplanned(lines, facts.value);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  return ok(await placePaperVisits(tx, siteId, day, lines, facts.value));
}

function placedLine(
  line: UnplannedLine,
  grounds: PaperGrounds,
  members: ReadonlyMap<number, string>,
  whoIs: NamedThere,
): PlacedLine {
  const who = whoOfLine(line, grounds);
  return {
    ...line,
    who: 'person' in who ? who.person : (members.get(line.index) ?? whoIs(line)),
    outside: outsideOf(line, grounds) ?? line.zone,
    isArrival: isArrival(line, grounds),
  };
}

type Kept = Pick<Begun, 'grounds' | 'already'> & {
  readonly placed: readonly PlacedLine[];
  /** Lines that were entered before and are now known to be of somebody. */
  readonly before: readonly PassedLine[];
  readonly known: ReadonlyMap<string, ArrivalRow>;
  readonly policy: DeskDeps['policy'];
};

async function keepLines(
  tx: ActTx,
  siteId: string,
  { day, writer }: PaperLog,
  { placed, before, known, grounds, already, policy }: Kept,
): Promise<Result<PaperLogged, Refusal>> {
  const wrong = (errors: readonly FieldError[]) => refuse<Refusal>({ code: 'unprocessable', errors });
  const { plan } = await loadPlan(tx.client, siteId);
  if (plan === undefined) return refuse({ code: 'conflict', detail: 'この庁舎には図面がありません。' });
  const stays = await keepStays(tx, siteId, placed, known, plan, grounds.outside);
  if (!stays.ok) return wrong(stays.refusal);
  const seq = tx.nextSeq(siteId);
  const { arrivals } = stays.value;
  const dayEndsAt = new Date(instantOf(day, '23:59', plan.site.timeZone));
  const dueAtOf = (holder: string) => known.get(holder)?.endsAt ?? dayEndsAt;
  const unlent = await lendAgain(tx, siteId, placed, dueAtOf, seq);
  if (unlent.length > 0) return wrong(unlent);
  const { effects, joined } = await passagesOf(tx, siteId, [...before, ...placed]);
  await tx.db.insert(paperLines).values(placed.map((line) => rowOf(line, { siteId, day, writer, seq })));
  const persons = [...new Set(placed.flatMap(({ who }) => who ?? []))].toSorted();
  tx.record(siteId, {
    kind: 'paper-logged',
    subject: persons.length === 0 ? {} : { with: persons },
    effects: [...effects, ...stays.value.effects],
    details: {
      origin: 'paper',
      day,
      lines: placed.map(lineKey),
      ...(before.length === 0 ? {} : { known: before.map(lineKey) }),
      joined,
      arrivals: arrivals.map(({ memberId, checkedInAt, checkedOutAt }) => ({
        member: memberId,
        checkedInAt: checkedInAt?.toISOString() ?? null,
        checkedOutAt: checkedOutAt?.toISOString() ?? null,
      })),
    },
    personal: {
      recordClass: 'visit',
      data: {
        writer,
        names: placed
          .filter(({ who, name }) => who === undefined && name !== undefined)
          .map(({ sheet, line, name, affiliation }) => ({
            sheet,
            line,
            name,
            affiliation: affiliation ?? null,
          })),
      },
    },
  });
  await saveArrivals(tx, siteId, arrivals, seq);
  await renewAdmissionsOfVisits(tx, siteId, [...new Set(arrivals.map(({ visitId }) => visitId))], seq);
  const visitors = await tellVisitors(tx, siteId, policy, placed, arrivals);
  return ok({ seq, lines: placed.length, already: [...already], joined, visitors });
}

type EnteredAs = {
  readonly siteId: string;
  readonly day: string;
  readonly writer: string;
  readonly seq: number;
};

/** Whoever has a name of their own is named there alone. */
function rowOf(line: PlacedLine, { siteId, day, writer, seq }: EnteredAs): typeof paperLines.$inferInsert {
  const { who, name, affiliation } = line;
  return {
    siteId,
    day,
    sheet: line.sheet,
    line: line.line,
    loggedSeq: seq,
    enteredAt: line.enteredAt,
    leftAt: line.leftAt ?? null,
    doorId: line.door,
    zoneId: line.zone,
    outsideId: line.outside,
    personId: who ?? null,
    pass: line.pass ?? null,
    name: who === undefined ? (name ?? null) : null,
    affiliation: who === undefined ? (affiliation ?? null) : null,
    writer,
  };
}
