import { and, eq } from 'drizzle-orm';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { loadOutsideZones } from '../../zones/plan/load-outside-zones.ts';
import { forgetUnseen } from '../state/forget-unseen.ts';
import { conditions } from '../state/tables.ts';

/** What begins or ends: an emergency of the site, or a lockdown of it (`zone` null) or of one zone. */
export type ConditionChange = {
  readonly condition: 'emergency' | 'lockdown';
  readonly zone: string | null;
  readonly on: boolean;
  readonly reason: string;
};

/**
 * Begins or ends a site condition by one person's act with a reason; the next decision under the head knows it. What is
 * on cannot begin again, what is off cannot end: the entry would state an effect that is none.
 */
export function changeCondition(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { condition, zone, on, reason }: ConditionChange,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    // A lockdown of a zone that has left the plan meanwhile must still end.
    if (on && zone !== null && (await findElements(tx.db, siteId, 'zone', [zone])).size === 0) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/zone', message: 'この区域は図面にありません。' }],
      });
    }
    await tx.takeHeads([siteId]);
    const [running] = await tx.db
      .select({ since: conditions.since })
      .from(conditions)
      .where(
        and(
          eq(conditions.siteId, siteId),
          eq(conditions.condition, condition),
          eq(conditions.place, zone ?? ''),
        ),
      );
    if ((running !== undefined) === on) return refuse({ code: 'conflict', detail: alreadySo(condition, on) });
    const isOver = condition === 'emergency' && running !== undefined;
    const seq = tx.record(siteId, {
      kind: `${condition}-${on ? 'begun' : 'ended'}`,
      ...(zone === null ? {} : { subject: { to: zone } }),
      effects: [
        { type: 'condition', condition, zone, on },
        ...(isOver ? await emergencyOver(tx, siteId, running.since) : []),
      ],
      personal: { recordClass: 'act', data: { reason } },
    });
    return ok({ seq });
  });
}

/** What else is over with an emergency: its fire, and what was known of whoever has not been seen since it began. */
async function emergencyOver(
  { db, client }: Pick<ActTx, 'db' | 'client'>,
  siteId: string,
  since: Date,
): Promise<readonly Effect[]> {
  const outside = await loadOutsideZones(db, siteId);
  return [...(await firesOver({ client }, siteId)), ...(await forgetUnseen(client, siteId, since, outside))];
}

/** The fire that an emergency was for is over with it, wherever it was told; what became of it a person says. */
async function firesOver({ client }: Pick<ActTx, 'client'>, siteId: string): Promise<readonly Effect[]> {
  const { rows } = await client.query<{ readonly gateway: string | null; readonly door: string | null }>({
    name: 'load-active-fires',
    text: `
      select distinct gateway_id as gateway, door_id as door from alarms
      where site_id = $1 and kind = 'fire' and active order by 1, 2`,
    values: [siteId],
  });
  return rows.map(
    ({ gateway, door }): Effect => ({
      type: 'alarm',
      kind: 'fire',
      active: false,
      ...(gateway === null ? {} : { gateway }),
      ...(door === null ? {} : { door }),
    }),
  );
}

function alreadySo(condition: ConditionChange['condition'], on: boolean): string {
  const what = condition === 'emergency' ? '緊急事態' : '封鎖';
  return on
    ? `${what}はすでに始まっています。先に終了してください。`
    : `${what}は始まっていません。現在の状態を確認してください。`;
}
