import type { Pool } from '../db/pool.ts';
import { parseEntryPart } from '../log/entry/entry-part.ts';
import { type AlarmView, alarmView } from './alarm-view.ts';
import { type AlarmViewer, findAlarms } from './find-alarms.ts';
import { type AlarmEvent, listAlarmHistory } from './list-alarm-history.ts';

/** One alarm with what became of it; undefined where the viewer is shown none of this id. */
export async function showAlarm(
  pool: Pool,
  siteId: string,
  viewer: AlarmViewer,
  alarmId: string,
): Promise<(AlarmView & { readonly history: readonly AlarmEvent[] }) | undefined> {
  const only = parseEntryPart(alarmId);
  const [found] = await findAlarms(pool, siteId, viewer, { only }, 1);
  if (found === undefined) return undefined;
  const history = await listAlarmHistory(pool, siteId, only, viewer.namedDoors);
  return { ...alarmView(found), history };
}
