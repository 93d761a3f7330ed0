import { loadStanding, type Standing } from '../../access/state/load-standing.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { timeAt } from '../../zones/hours/time-at.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { deskFaults } from '../check-in/desk-faults.ts';
import type { ExitRead } from '../check-in/find-exit-read.ts';
import { effectsOfExit, endOfStay, leavingEffects } from '../check-in/leaving-effects.ts';
import { findReadOfLeaving } from './find-read-of-leaving.ts';
import { judgeStay, type StayFault } from './judge-stay.ts';
import type { PlacedLine } from './placed-line.ts';

/** Arrivals as they are to be after lines, and what ends with those who have left. */
export type KeptStays = { readonly arrivals: readonly ArrivalRow[]; readonly effects: readonly Effect[] };

/** The field of a line that a contradiction is told at, and its words. */
const words: Readonly<
  Record<StayFault['code'], { readonly field: string; readonly says: (time: string) => string }>
> = {
  'desk-refused': {
    field: 'person',
    says: () => '受付の記録では、入館を断っています。だれであったかを確かめてください。',
  },
  'visit-cancelled': {
    field: 'person',
    says: () => 'この来庁は取り消されています。来たのなら、氏名・所属・用務・訪問相手で示してください。',
  },
  'in-twice': {
    field: 'enteredAt',
    says: (time) =>
      `${time} に入ったと記録されていて、この時刻にもう一度入ることはありません。時刻を確かめてください。`,
  },
  'left-otherwise': {
    field: 'leftAt',
    says: (time) =>
      `受付の記録では、${time} に退出しています。どちらが正しいかを確かめ、受付の記録が誤りなら先に訂正してください。`,
  },
};

/**
 * Puts the stays that lines tell of into the 来庁 of their visitors, each line in the order of time. Whatever contradicts what is recorded
 * is told at its line, and then nothing is kept of any. Whether somebody was seen since they left goes by the read that tells of the same
 * leaving, where there is one: a time on paper is as good as the watch it was read from.
 */
export async function keepStays(
  tx: ActTx,
  siteId: string,
  lines: readonly PlacedLine[],
  known: ReadonlyMap<string, ArrivalRow>,
  { site: { timeZone }, desks, doors }: Pick<SitePlan, 'site' | 'desks' | 'doors'>,
  outside: ReadonlySet<string>,
): Promise<Result<KeptStays, readonly FieldError[]>> {
  const standing = await loadStanding(tx.db, siteId, [...known.keys()]);
  const faults: FieldError[] = [];
  const arrivals: ArrivalRow[] = [];
  const exits = new Map<string, ExitRead>();
  const ofVisitors = groupBy(
    lines.filter(({ isArrival }) => isArrival),
    ({ who }) => who,
  );
  for (const [who, stays] of ofVisitors) {
    const before = who === undefined ? undefined : known.get(who);
    if (before === undefined) continue;
    let arrival = before;
    for (const line of stays.toSorted((one, other) => one.enteredAt.getTime() - other.enteredAt.getTime())) {
      const at = `/lines/${line.index}`;
      const next = judgeStay(arrival, line);
      if (!next.ok) {
        const { field, says } = words[next.refusal.code];
        const { at: time } = next.refusal;
        faults.push({ at: `${at}/${field}`, message: says(time === null ? '' : timeAt(time, timeZone)) });
        continue;
      }
      const desk = desks?.find((one) => isTakenInAt(one, line));
      arrival = {
        ...arrival,
        ...next.value,
        deskId: arrival.deskId ?? desk?.id ?? null,
        pass: line.pass ?? arrival.pass,
      };
    }
    const { checkedOutAt: left, endOrigin } = arrival;
    const last = stays.find(({ leftAt }) => leftAt?.getTime() === left?.getTime());
    if (
      last !== undefined &&
      endOrigin === 'paper' &&
      isSeenSince(standing.get(arrival.memberId), left, outside)
    ) {
      const exit = await findReadOfLeaving(tx, siteId, last, doors);
      if (exit !== undefined && !exit.movedSince) exits.set(arrival.memberId, exit);
      else {
        const at = `/lines/${last.index}/leftAt`;
        faults.push({ at, message: `${deskFaults['seen-since'].says}。` });
      }
    }
    arrivals.push(arrival);
  }
  if (faults.length > 0) return refuse(faults);
  const gone = arrivals.filter(
    ({ memberId, state }) => state === 'checked-out' && known.get(memberId)?.state !== 'checked-out',
  );
  const effects = gone.flatMap((arrival) => {
    const exit = exits.get(arrival.memberId);
    const stood = standing.get(arrival.memberId);
    if (exit !== undefined) return effectsOfExit(exit, arrival.memberId, stood);
    const { checkedOutAt: left, deskId } = arrival;
    const isOpen = desks?.some(({ id, zone }) => id === deskId && outside.has(zone)) === true;
    // The desk is behind the door they left by: they gave their pass back there, and went.
    return isOpen && left !== null && (stood?.since ?? left) <= left
      ? leavingEffects({ desks }, arrival, stood, left)
      : endOfStay(arrival.memberId, stood);
  });
  return ok({ arrivals, effects });
}

/** Whether a desk took in whoever came by a door: it stands behind it, or before it in a hall of class 0. */
function isTakenInAt(desk: Desk, { zone, outside }: PlacedLine): boolean {
  return desk.zone === outside || (desk.zone === zone && desk.outside === outside);
}

type Desk = NonNullable<SitePlan['desks']>[number];

/** Somewhere inside, by a time of ours that is later than the one on paper. */
function isSeenSince(
  standing: Standing | undefined,
  left: Date | null,
  outside: ReadonlySet<string>,
): boolean {
  const { zone = null, since = null } = standing ?? {};
  return left !== null && zone !== null && since !== null && since > left && !outside.has(zone);
}
