import { loadStanding, type Standing } from '../../access/state/load-standing.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { cameInAt } from '../../visitors/registry/back-in.ts';
import { loadOutsideZones } from '../../zones/plan/load-outside-zones.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import { type KeptThingRow, loadKeptFor } from '../kept-things/kept-thing-rows.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import { takePassFrom } from '../passes/take-pass-back.ts';
import type { DeskAct } from './begin-desk-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import type { DeskFault } from './desk-faults.ts';
import { type ExitRead, findExitRead } from './find-exit-read.ts';
import type { Lack } from './judge-check-in.ts';
import { type EndTold, judgeEnd } from './judge-end.ts';
import { effectsOfExit, leavingEffects } from './leaving-effects.ts';
import { type MemberStep, type StepRequest, takeDeskStep } from './take-desk-step.ts';
import { wordsOf } from './words-of.ts';

/** Somebody who leaves: with the read that says so, and whether the pass came back. */
export type Leaving = { readonly member: string; readonly read?: number; readonly passReturned?: boolean };

export type CheckOutRequest = StepRequest<Leaving> &
  EndTold & {
    /** The host said that the visit has ended. */
    readonly hostSaidSo: boolean;
  };

/**
 * Records that members have left, and from where that is known; each for themselves. They can enter nowhere from this answer on; ways
 * out stay open to them. A pass that does not come back, or a host who says nothing, holds nobody: what remains is told.
 */
export async function checkOut(
  deps: DeskDeps,
  context: ActContext,
  request: CheckOutRequest,
): Promise<Result<DeskAnswer, Refusal>> {
  const { siteId, members, origin, at, reason, lastSeen, hostSaidSo } = request;
  const refusal = judgeEnd(request, members, deps.clock.now());
  if (refusal !== undefined) return refuse(refusal);
  return takeDeskStep(deps, context, request, {
    step: 'check-out',
    async decide(act) {
      const ids = members.map(({ member }) => member);
      const [standing, kept, outside, passOf] = await Promise.all([
        loadStanding(act.tx.db, siteId, ids),
        loadKeptFor(act.tx.db, siteId, ids),
        loadOutsideZones(act.tx.db, siteId),
        loadPassesWorn(act.tx.db, siteId, ids),
      ]);
      return async (one, arrival) => {
        const known = { arrival, worn: passOf(arrival), standing: standing.get(one.member), outside };
        const left = await leave(act, request, one, known);
        if ('fault' in left) return left;
        const { remaining = [] } = left;
        return { ...left, remaining: [...remaining, ...thingsOpen(kept.get(one.member) ?? [])] };
      };
    },
    entry: {
      kind: 'visitor-checked-out',
      ...(at === undefined ? {} : { at }),
      details: { origin, hostSaidSo, lastSeenAt: lastSeen?.at ?? null },
      words: wordsOf({ reason, lastSeen: lastSeen?.words }),
    },
  });
}

/** What is known of whoever leaves, and which zones are outside. */
type KnownOfLeaving = {
  readonly arrival: ArrivalRow;
  /** The pass they have still. */
  readonly worn: string | null;
  readonly standing: Standing | undefined;
  readonly outside: ReadonlySet<string>;
};

async function leave(
  act: DeskAct,
  { origin, at, lastSeen, reason, hostSaidSo }: CheckOutRequest,
  { member, read, passReturned = false }: Leaving,
  known: KnownOfLeaving,
): Promise<MemberStep> {
  const { tx, siteId, plan } = act;
  const { arrival, standing } = known;
  if (lastSeen?.at !== undefined && isBeforeStay(new Date(lastSeen.at), arrival)) {
    return { fault: 'before-check-in' };
  }
  const exit =
    read === undefined
      ? undefined
      : await findExitRead(tx.db, siteId, { seq: read, person: member, since: beginOf(arrival) }, plan.doors);
  if (read !== undefined && exit === undefined) return { fault: 'no-such-read' };
  const told = exit?.at ?? at;
  const fault = exit === undefined ? whyNotAt(at, known) : whyNotBy(exit, act, known);
  if (fault !== undefined) return { fault };
  const { hostEndsVisit } = visitorSettingsOf(plan.site.visitors);
  const pass = passReturned ? await passTaken(act, known) : passOpen(known);
  const checkedOutAt = origin === 'unknown' ? null : (told ?? tx.now);
  return {
    change: { checkedOutAt, endOrigin: origin, stateReason: reason ?? null },
    effects:
      exit === undefined
        ? leavingEffects(plan, arrival, standing, told)
        : effectsOfExit(exit, member, standing),
    details: { read: read ?? null, passReturned },
    remaining: [...pass, ...(hostEndsVisit && !hostSaidSo ? [remains('host-word-missing')] : [])],
  };
}

/** Why somebody has not left at a time that was told. */
function whyNotAt(at: Date | undefined, { arrival, standing }: KnownOfLeaving): DeskFault | undefined {
  if (at === undefined) return undefined;
  if (isBeforeStay(at, arrival)) return 'before-check-in';
  return standing?.since != null && at < standing.since ? 'seen-since' : undefined;
}

/** Why somebody has not left by a read. */
function whyNotBy(
  { at, from, to, movedSince }: ExitRead,
  { plan: { desks } }: DeskAct,
  { arrival, outside }: KnownOfLeaving,
): DeskFault | undefined {
  const desk = desks?.find(({ id }) => id === arrival.deskId);
  // Of several desks one may be outside another: whoever came in at that one is inside there.
  const isOut = outside.has(to) && !outside.has(from) && to !== desk?.zone;
  if (to !== desk?.outside && !isOut) return 'not-a-way-out';
  if (isBeforeStay(at, arrival)) return 'before-check-in';
  return movedSince ? 'seen-since' : undefined;
}

/** Nobody leaves, or is seen for the last time, before they came in. */
function isBeforeStay(at: Date, arrival: ArrivalRow): boolean {
  const since = cameInAt(arrival);
  return since !== null && at < since;
}

/** The day of an arrival has begun nowhere before. */
function beginOf({ day }: ArrivalRow): Date {
  return new Date(Date.parse(day) - dayMs);
}

/** It may be back already, out of the return box: then nothing is left of it. What else it may be holds nobody. */
async function passTaken(
  { tx, siteId }: DeskAct,
  { arrival: { memberId, pass }, worn }: KnownOfLeaving,
): Promise<readonly Lack[]> {
  if (pass === null) return [];
  if (worn === null && (await findPassByNumeral(tx.db, siteId, pass))?.state === 'in-stock') return [];
  const taken = await takePassFrom(tx, siteId, { numeral: pass, holder: memberId }, tx.nextSeq(siteId));
  if (taken.ok) return [];
  const { detail } = taken.refusal;
  return [{ ...remains('pass-not-taken-back'), ...(detail === undefined ? {} : { why: detail }) }];
}

function passOpen({ worn }: KnownOfLeaving): readonly Lack[] {
  return worn === null ? [] : [remains('pass-open')];
}

/** What the desk keeps for somebody, and where it lies. */
function thingsOpen(kept: readonly KeptThingRow[]): readonly Lack[] {
  if (kept.length === 0) return [];
  const why = kept.map(({ item, slot }) => `${item}（${slot}）`).join('、');
  return [{ ...remains('things-kept'), why }];
}

function remains(code: Lack['code']): Lack {
  return { code, zones: [] };
}
