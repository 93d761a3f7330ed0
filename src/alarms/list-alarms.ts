import { databaseOf, type Pool } from '../db/pool.ts';
import { type Page, pageOf } from '../kernel/page.ts';
import type { FieldError, Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isAlarmKind } from '../log/entry/alarm-kinds.ts';
import { formatEntryPart, parseEntryPart } from '../log/entry/entry-part.ts';
import { hadElement } from '../zones/plan/had-element.ts';
import { type AlarmView, alarmView } from './alarm-view.ts';
import { type AlarmFilter, type AlarmViewer, findAlarms } from './find-alarms.ts';

export type AlarmsAsked = Omit<AlarmFilter, 'only' | 'after'> & {
  readonly after?: string | undefined;
  readonly limit: number;
};

/** One page of a site's alarms as somebody may see them, the newest first. A word that no alarm can have is refused. */
export async function listAlarms(
  pool: Pool,
  siteId: string,
  viewer: AlarmViewer,
  { after, limit, ...filter }: AlarmsAsked,
): Promise<Result<Page<AlarmView>, Refusal>> {
  const errors = await unknownWords(pool, siteId, viewer, filter);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const behind = after === undefined ? undefined : parseEntryPart(after);
  const rows = await findAlarms(pool, siteId, viewer, { ...filter, after: behind }, limit + 1);
  const { items, next } = pageOf(rows, limit, formatEntryPart);
  return ok({ items: items.map(alarmView), next });
}

/**
 * The words asked for that no alarm of this viewer can have. They are refused, for an empty list would say that all is well; a
 * door that is none of the viewer's is as unknown as one that never was.
 */
async function unknownWords(
  pool: Pool,
  siteId: string,
  { doors }: AlarmViewer,
  { kind, door, gateway }: AlarmFilter,
): Promise<readonly FieldError[]> {
  const errors: FieldError[] = [];
  if (kind !== undefined && !isAlarmKind(kind)) {
    errors.push({ at: '/query/kind', message: 'この種類の警報はありません。' });
  }
  const db = databaseOf(pool);
  const isSeen = door === undefined || doors === null || doors.includes(door);
  if (door !== undefined && !(isSeen && (await hadElement(db, siteId, 'door', door)))) {
    errors.push({ at: '/query/door', message: 'この扉は図面にありません。' });
  }
  if (gateway !== undefined && !(await hadElement(db, siteId, 'gateway', gateway))) {
    errors.push({ at: '/query/gateway', message: 'このゲートウェイは図面にありません。' });
  }
  return errors;
}
