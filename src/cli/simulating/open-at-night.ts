import type { Cast } from '../../demo/traffic/load-cast.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { extendSchedule } from '../../people/overtime/extend-schedule.ts';
import { isWithinSchedule } from '../../zones/hours/is-within-schedule.ts';
import { expectDone } from '../terminal/expect-done.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { findPost } from './find-post.ts';

const hourMs = 3_600_000;

/** Whether it is closed now. The service decides by the true time; so that the demo is alive at night too, the duty officer (当直) extends the hours. */
export async function openAtNight(
  deps: ActDeps,
  terminal: Terminal,
  { siteId, plan, organisations }: Cast,
): Promise<boolean> {
  const now = deps.clock.now();
  const hours = plan.schedules.find(({ id }) => id === 'office-hours');
  const soon = new Date(now.getTime() + hourMs / 4);
  if (hours === undefined) return false;
  if ([now, soon].every((at) => isWithinSchedule(hours, plan.calendar, at, plan.site.timeZone))) return false;
  const guard = await findPost(deps, siteId, 'guard');
  if (guard === undefined) return true;
  const until = new Date(now.getTime() + 2 * hourMs);
  for (const organisationId of organisations) {
    const draft = { organisationId, until, reason: '見本の一日を執務時間の外で再現' };
    expectDone(await extendSchedule(deps, guard.context, siteId, draft));
  }
  terminal.say({
    ja: '見本の庁舎はいま執務時間外です。当直が各課の時間を二時間延長しました（記録に残ります）。',
    en: 'the demo office is closed at this hour: its duty officer extends the hours by two (it is on the record).',
  });
  return true;
}
