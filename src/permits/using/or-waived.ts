import type { Database } from '../../db/pool.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import type { AppliedCase } from '../rule/applied-case.ts';
import type { AskedRow } from '../rule/rule-told.ts';
import { isSpared } from '../rule/waiver.ts';
import { loadWaiversFor } from '../waivers/hold-waivers-for.ts';
import type { Allowed } from './judge-allowed.ts';

/** Who does what where, and when. */
export type DoneThere = {
  readonly site: string;
  readonly zone: string;
  readonly person: string;
  readonly asked: AskedRow;
  readonly applied: AppliedCase;
  readonly at: Date;
};

/** What nobody notified may be done all the same where a waiver says that nobody need: of whoever does it, as though they notified. */
export async function orWaived<Answer extends Allowed & { readonly rule: Requirement }>(
  db: Database,
  answer: Answer,
  { site, zone, person, asked, applied, at }: DoneThere,
): Promise<Answer> {
  const requirement = answer.rule;
  if (answer.because !== 'not-permitted' || requirement.value !== 'notification') return answer;
  const unit = (await loadUnitsOf(db, [person])).get(person) ?? null;
  const applying = { applicantId: person, concernedIds: [person], unit, from: at, until: at };
  const waivers = await loadWaiversFor(db, site, applying);
  const line = { asked, zone, requirement, track: 'notification', applied } as const;
  const waiver = waivers.find((one) => isSpared(one, line));
  return waiver === undefined ? answer : { ...answer, allowed: true, because: 'waived', waiver: waiver.id };
}
