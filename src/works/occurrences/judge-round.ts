import type { RoundPoint } from '../plan/work-terms.ts';

/** What of a round was not as planned. */
export const roundFaults = {
  missed: '未巡回',
  'out-of-order': '順序違い',
  early: '予定より早い',
  late: '予定より遅い',
} as const;

export type RoundFault = keyof typeof roundFaults;

/** A point of a round (巡回点) that was not passed as planned; what was is not told. */
export type RoundLine = {
  /** Its place in the plan, from 1. */
  readonly point: number;
  readonly zone: string;
  readonly is: RoundFault;
  /** When somebody of the round was there, RFC 3339; null where nobody was. */
  readonly at: string | null;
};

/** Somebody of the round came into a zone. */
export type Visit = { readonly zone: string; readonly at: Date };

/**
 * What of a round was not as planned: its points are matched with visits in their order, as many as can be, each in its minutes and later
 * than the one before. Of the others some were passed too early, too late or out of order, the rest were missed. Pure.
 */
export function judgeRound(
  points: readonly RoundPoint[],
  visits: readonly Visit[],
  begunAt: Date,
): readonly RoundLine[] {
  const begun = begunAt.getTime();
  const visited = points.map(({ zone }) =>
    visits.filter((visit) => visit.zone === zone).map(({ at }) => at.getTime()),
  );
  const inTime = points.map((point, index) =>
    (visited[index] ?? []).filter((at) => begun + after(point) <= at && at < begun + before(point)),
  );
  const matched = matchedInOrder(inTime);
  return points.flatMap((point, index): readonly RoundLine[] => {
    if (matched.has(index)) return [];
    const line = (is: RoundFault, at?: number): RoundLine => ({
      point: index + 1,
      zone: point.zone,
      is,
      at: at === undefined ? null : new Date(at).toISOString(),
    });
    const [outOfOrder] = inTime[index] ?? [];
    if (outOfOrder !== undefined) return [line('out-of-order', outOfOrder)];
    const late = visited[index]?.find((at) => begun + before(point) <= at);
    if (late !== undefined) return [line('late', late)];
    const early = visited[index]?.at(-1);
    return [early === undefined ? line('missed') : line('early', early)];
  });
}

/** The minutes of a point in milliseconds; one without any is passed whenever its turn comes. */
function after({ minutes }: RoundPoint): number {
  return (minutes?.from ?? 0) * 60_000;
}

function before({ minutes }: RoundPoint): number {
  return minutes === undefined ? Number.POSITIVE_INFINITY : minutes.until * 60_000;
}

/** Points matched one after the other: the last of them, when, and those before it. */
type Chain = { readonly point: number; readonly at: number; readonly previous: Chain | undefined };

/**
 * The most points that were passed one after the other, given when each was passed: for every number of points the chain that
 * ends soonest is kept, since whatever can follow a later end can follow an earlier one.
 */
function matchedInOrder(passed: readonly (readonly number[])[]): ReadonlySet<number> {
  const chains: (Chain | undefined)[] = [];
  for (const [point, moments] of passed.entries()) {
    for (let length = chains.length; length >= 0; length -= 1) {
      const previous = chains[length - 1];
      const at = moments.find((moment) => previous === undefined || moment > previous.at);
      const known = chains[length];
      if (at !== undefined && (known === undefined || at < known.at))
        chains[length] = { point, at, previous };
    }
  }
  const matched = new Set<number>();
  for (let chain = chains.at(-1); chain !== undefined; chain = chain.previous) matched.add(chain.point);
  return matched;
}
