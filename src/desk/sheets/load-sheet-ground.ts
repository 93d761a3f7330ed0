import type { Principal } from '../../authority/principal.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { loadPersonNames } from '../../people/registry/load-person-names.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadConcealed } from '../../zones/plan/load-concealed.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { planShownTo } from '../../zones/plan/plan-shown-to.ts';
import type { Desk } from '../../zones/plan/site-plan.ts';
import type { Printed } from './sheet-page.ts';
import { type SiteWords, siteWords } from './site-words.ts';

/** What every sheet of a site is made with. */
export type SheetGround = {
  readonly now: Date;
  readonly today: string;
  readonly words: SiteWords;
  readonly printed: Printed;
  readonly desks: readonly Desk[];
  /** What the sign of a zone says; undefined where the viewer does not learn of the room (別表1 行6 ※1). */
  readonly signs: ReadonlyMap<string, string>;
};

export async function loadSheetGround(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  viewer: Principal,
  siteId: string,
): Promise<SheetGround> {
  const db = databaseOf(pool);
  const { id, type } = viewer.actor;
  const [{ plan }, concealed, names] = await Promise.all([
    loadPlan(pool, siteId),
    loadConcealed(db, siteId),
    type === 'person' ? loadPersonNames(db, [id]) : new Map<string, string>(),
  ]);
  const { rooms } = visibilityOf(viewer, siteId);
  const shown = plan && planShownTo(plan, { rooms, concealed });
  const timeZone = plan?.site.timeZone ?? 'Asia/Tokyo';
  const [now, words] = [clock.now(), siteWords(timeZone)];
  return {
    now,
    today: dayAt(now, timeZone),
    words,
    printed: { site: plan?.site.name ?? '', at: words.moment(now), by: names.get(id) ?? id },
    desks: shown?.desks ?? [],
    signs: new Map(shown?.zones.map(({ id: zone, name, displayName = name }) => [zone, displayName])),
  };
}
