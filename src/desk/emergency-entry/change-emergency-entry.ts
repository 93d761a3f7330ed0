import { withCustody } from '../../access/escorts/with-custody.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { loadRulesOfAct } from '../../zones/rules/load-rules-of-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { findGroup } from '../groups/find-group.ts';
import { findKnown } from '../persons/find-known.ts';
import { wayInto } from './way-into.ts';

/** How many of a crew stay, and who of the house leaves with the others: a patient, and whoever goes along. */
export type EmergencyEntryChange = {
  readonly remaining: number;
  readonly leaving: readonly string[];
  /** From now on the doors on the way are expected to open for so long; absent = as it was said before. */
  readonly minutes?: number | undefined;
  readonly words?: string | undefined;
};

/**
 * A crew leaves, all of it or in part, and with it whoever it takes along, as far as anybody knows out of the door it came in by.
 * With the last of them it is over: its doors are expected to open no more.
 */
export function changeEmergencyEntry(
  deps: DeskDeps,
  context: ActContext,
  siteId: string,
  groupId: string,
  { remaining, leaving, minutes, words }: EmergencyEntryChange,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const rules = await loadRulesOfAct(tx, siteId, deps.policy);
    if (rules === undefined) return refuse({ code: 'not-found' });
    const { plan } = rules;
    await tx.takeHeads([siteId]);
    const found = await findGroup(tx.db, siteId, groupId);
    if (found === undefined) return refuse({ code: 'not-found' });
    if (found.zone === null) {
      return refuse({ code: 'conflict', detail: 'この緊急立入りは終わっています。' });
    }
    if (remaining > found.persons) {
      const message = `残る人数が、立ち入った人数（${found.persons}人）を超えています。`;
      return refuse({ code: 'unprocessable', errors: [{ at: '/remaining', message }] });
    }
    const known = await findKnown(tx.db, siteId, leaving);
    const unknown = leaving.findIndex((person) => !known.has(person));
    if (unknown >= 0) {
      const message = 'この人は登録されていません。';
      return refuse({ code: 'unprocessable', errors: [{ at: `/leaving/${unknown}`, message }] });
    }
    const [door] = found.doors;
    const way = plan && door !== undefined ? wayInto(plan, door, found.zone) : undefined;
    const outside = way?.from;
    const { until: _, ...over } = found;
    const [first, ...others] = leaving;
    const seq = tx.record(siteId, {
      kind: 'emergency-entry-changed',
      subject: {
        ...(door === undefined ? {} : { door }),
        ...(first === undefined ? {} : { person: first }),
        ...(others.length === 0 ? {} : { with: others }),
        from: found.zone,
        ...(way === undefined ? {} : { through: way.through, to: way.from }),
      },
      effects: await withCustody(tx, siteId, rules, [
        remaining === 0
          ? { ...over, zone: null, persons: 0 }
          : { ...found, persons: remaining, ...extended(tx.now, minutes) },
        ...leaving.map(
          (person): Effect => ({
            type: 'presence',
            person,
            zone: outside ?? null,
            certainty: 'assumed',
            ...(door === undefined ? {} : { door }),
          }),
        ),
      ]),
      details: {
        group: groupId,
        remaining,
        left: found.persons - remaining,
        ...(minutes === undefined ? {} : { minutes }),
      },
      ...(words === undefined ? {} : { personal: { recordClass: 'act', data: { reason: words } } }),
    });
    return ok({ seq });
  });
}

function extended(now: Date, minutes: number | undefined): { readonly until?: string } {
  return minutes === undefined ? {} : { until: new Date(now.getTime() + minutes * 60_000).toISOString() };
}
