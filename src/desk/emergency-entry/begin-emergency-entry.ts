import { dayMs } from '../../kernel/day-ms.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import type { Service } from '../groups/services.ts';
import { wayInto } from './way-into.ts';

/** Who comes in, how many, by which door, where to, and for how long the doors on their way are expected to open. */
export type EmergencyEntryDraft = {
  readonly service: Service;
  readonly persons: number;
  readonly door: string;
  readonly zone: string;
  readonly minutes: number;
  readonly words?: string | undefined;
};

export type EmergencyEntryBegun = {
  readonly id: string;
  readonly seq: number;
  readonly doors: readonly string[];
  /** RFC 3339, UTC. */
  readonly until: string;
  readonly namesDue: string;
};

const namesWithinMs = dayMs;

/**
 * 緊急立入り: lets a crew of an emergency service in by one act, without card, name, review, inspection or permit, into a zone of
 * any class. Rows and lockdown are not asked; the doors on the way are expected to open until then, and whoever answers for a zone on it is
 * told. Names are due within 24 hours.
 */
export function beginEmergencyEntry(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { service, persons, door, zone, minutes, words }: EmergencyEntryDraft,
): Promise<Result<EmergencyEntryBegun, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { plan } = await loadPlan(tx.client, siteId);
    const fault = (at: string, message: string) =>
      refuse({ code: 'unprocessable', errors: [{ at: `/${at}`, message }] } as const);
    if (!plan?.zones.some(({ id }) => id === zone)) return fault('zone', 'この区域は図面にありません。');
    if (!plan.doors.some(({ id }) => id === door)) return fault('door', 'この扉は図面にありません。');
    const way = wayInto(plan, door, zone);
    if (way === undefined) return fault('zone', 'この扉からこの区域へ行く道が図面にありません。');
    await tx.takeHeads([siteId]);
    const group = newId<'group'>();
    const since = tx.now.toISOString();
    const until = new Date(tx.now.getTime() + minutes * 60_000).toISOString();
    const namesDue = new Date(tx.now.getTime() + namesWithinMs).toISOString();
    const { from, through, doors } = way;
    const seq = tx.record(siteId, {
      kind: 'emergency-entry',
      subject: { door, from, through, to: zone },
      effects: [{ type: 'group', group, kind: service, zone, persons, since, doors, until, namesDue }],
      details: { group, service, persons, minutes, doors },
      ...(words === undefined ? {} : { personal: { recordClass: 'act', data: { reason: words } } }),
    });
    return ok({ id: group, seq, doors, until, namesDue });
  });
}
