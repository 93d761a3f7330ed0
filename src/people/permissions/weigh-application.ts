import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { zonesKnown } from '../../zones/knowing/zones-known.ts';
import type { NamedZones } from '../../zones/plan/find-zones.ts';
import type { ApplicationAct } from './begin-application.ts';
import { judgeApplication } from './judge-application.ts';
import { loadNamed } from './load-named.ts';

/**
 * Takes the site's head and weighs an application with the zones and the schedule it names: the plan is changed under the
 * head, so they are read after it. A hidden room that the applicant does not know is none (ADR 0052). Answers the zones.
 */
export async function weighApplication(
  tx: ActTx,
  siteId: string,
  { application, person, contract, activeStaff, rooms }: ApplicationAct,
): Promise<Result<NamedZones, Refusal>> {
  await tx.takeHeads([siteId]);
  const { zones, schedules } = await loadNamed(tx.db, siteId, [application]);
  const named = { zones: zonesKnown(zones, rooms), schedules };
  const errors = judgeApplication(application, { person, contract, named, activeStaff, now: tx.now });
  return errors.length === 0 ? ok(named.zones) : refuse({ code: 'unprocessable', errors });
}
