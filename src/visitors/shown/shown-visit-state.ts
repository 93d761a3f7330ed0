import { type ArrivalState, isHere } from '../registry/arrival-lifecycle.ts';
import type { VisitState } from '../registry/visit-lifecycle.ts';
import type { VisitRow } from '../registry/visit-rows.ts';

/** What a visit is shown as: what a named person decided of it, or what follows from its days at the desk. */
export const shownVisitStates = ['expected', 'here', 'over', 'expired', 'paused', 'cancelled'] as const;

export type ShownVisitState = (typeof shownVisitStates)[number];

/** One member on one day, as far as the state of a visit hangs on it. */
export type DayOfVisit = { readonly state: ArrivalState; readonly endsAt: Date };

/**
 * The state a visit is shown in at a moment. Whoever is inside is `here`, whatever was decided of the visit since; `expired` is one
 * whose days went by and to which nobody came, `over` one to which somebody did. An event of the press awaits those who are still to
 * be registered (`awaits`), while nobody is on its list.
 */
export function shownVisitState(
  state: VisitState,
  arrivals: readonly DayOfVisit[],
  now: Date,
  awaits: boolean,
): ShownVisitState {
  if (arrivals.some(isHere)) return 'here';
  if (state !== 'planned') return state;
  if (arrivals.some((arrival) => arrival.state === 'announced' && arrival.endsAt > now)) return 'expected';
  if (awaits && arrivals.every((arrival) => arrival.state === 'cancelled')) return 'expected';
  return arrivals.some((arrival) => arrival.state === 'checked-out') ? 'over' : 'expired';
}

/** Whether somebody may still be registered for a visit, or come, on a day (`today`) of its site: of an event of the press alone. */
export function awaitsPress({ press, days }: Pick<VisitRow, 'press' | 'days'>, today: string): boolean {
  return press !== null && days.some((day) => day >= today);
}

/** 画面の言葉 */
export const visitStateWords = {
  expected: '来訪予定',
  here: '在庁中',
  over: '退出済',
  expired: '期限切れ',
  paused: '一時停止',
  cancelled: '取消し',
} as const satisfies Record<ShownVisitState, string>;
