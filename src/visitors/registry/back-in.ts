import type { ArrivalRow } from './arrival-rows.ts';

/** 再入館: who came for a member before came for another stay, and from now on the member waits to be met anew (迎え待ち). */
export function backIn(at: Date): Pick<ArrivalRow, 'backInAt' | 'metAt' | 'metBy'> {
  return { backInAt: at, metAt: null, metBy: null };
}

/** When a member came in last; null = they have not come. */
export function cameInAt({
  backInAt,
  checkedInAt,
}: Pick<ArrivalRow, 'backInAt' | 'checkedInAt'>): Date | null {
  return backInAt ?? checkedInAt;
}

/** Since when a member waits to be met (迎え待ち); null = nobody is to come for them, or they are not in. */
export function waitsSince(
  arrival: Pick<ArrivalRow, 'state' | 'metAt' | 'backInAt' | 'checkedInAt'>,
): Date | null {
  const { state, metAt } = arrival;
  return state === 'checked-in' && metAt === null ? cameInAt(arrival) : null;
}
