import { databaseOf } from '../db/pool.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ActContext } from '../log/writing/perform-act.ts';
import { type PlanningDeps, planVisits } from '../visitors/planning/plan-visits.ts';
import type { VisitDraft } from '../visitors/planning/visit-draft.ts';
import { reviewPoints } from '../visitors/registry/host-review.ts';
import { loadVisits } from '../visitors/registry/visit-rows.ts';
import { dayAt } from '../zones/hours/day-at.ts';
import { demoName } from './demo-name.ts';
import { demoTimeZone } from './demo-plan.ts';

/** What people come to the demo office for (用務). */
export const demoPurpose = { code: 'meeting', words: '打合せ' } as const;

/** Whoever is expected on the day the office is made; on later days nobody is. */
export type DemoVisit = { readonly visitId: string; readonly memberId: string; readonly day: string };

/** Plans a visit of today for one visitor, by the host, who reviews it in the same act. */
export async function planDemoVisit(
  deps: PlanningDeps,
  host: ActContext,
  siteId: string,
): Promise<Result<DemoVisit, Refusal>> {
  const day = dayAt(deps.clock.now(), demoTimeZone);
  const draft = draftOf(host.principal.actor.id, day);
  const planned = await planVisits(deps, host, siteId, [{ draft, at: '' }]);
  if (!planned.ok) return planned;
  const [whole] = await loadVisits(databaseOf(deps.pool), siteId, planned.value.ids);
  const [member] = whole?.members ?? [];
  if (member === undefined) return refuse({ code: 'not-found' });
  return ok({ visitId: member.visitId, memberId: member.memberId, day });
}

function draftOf(hostId: string, day: string): VisitDraft {
  const identity = { ...demoName(400), affiliation: '見本商事株式会社' };
  const unsaid = { telephone: null, vehicle: null, ridesIn: null, help: null };
  return {
    destinations: [{ hostId, place: null, zoneIds: ['office-systems'], escortIds: [], members: [] }],
    members: [{ identity: { ...identity, ...unsaid }, child: false, things: [] }],
    purpose: demoPurpose.code,
    purposeWords: null,
    days: { days: [day] },
    // From midnight to midnight: somebody may start it at any hour.
    hours: { endsAt: '00:00' },
    language: 'ja',
    perEscort: null,
    review: { examined: reviewPoints },
  };
}
