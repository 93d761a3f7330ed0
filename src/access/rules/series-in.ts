import { unknownCardSeries } from '../../zones/plan/alarm-setting.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';

/** So many within so long are a series. */
export type Series = { readonly reads: number; readonly withinMs: number };

/** What a plan holds to be a series of unknown cards at one reader; undefined = it asks for no alarm. */
export function seriesIn({ alarms = [] }: Pick<SitePlan, 'alarms'>): Series | undefined {
  const own = alarms.find(({ id }) => id === 'unknown-cards')?.series;
  if (own === null) return undefined;
  const { reads, withinMinutes } = own ?? unknownCardSeries;
  return { reads, withinMs: withinMinutes * 60_000 };
}
