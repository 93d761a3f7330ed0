import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aPlan } from './a-plan.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { everyProposal } from './every-proposal.ts';
import type { TestApp } from './test-app.ts';

/** A ministry with one organisation, whose ready proposals are adopted, and two officers who may do everything here. */
export type Ministry = {
  readonly organisation: string;
  readonly officer: Officer;
  readonly other: Officer;
  /** A plan of its organisation in which nothing is wrong. */
  readonly plan: SitePlan;
};

export async function aMinistry(test: TestApp): Promise<Ministry> {
  const roles = [{ role: 'general-officer' as const }];
  const [officer, other] = [await anOfficer(test, roles), await anOfficer(test, roles)];
  const made = await test.ask(officer.token, {
    method: 'POST',
    url: '/api/v1/organisations',
    payload: { name: '総務課', kind: 'section' },
  });
  const organisation: string = made.body.id;
  const adopted = await test.ask(officer.token, {
    method: 'POST',
    url: '/api/v1/determinations/adopt',
    payload: everyProposal(organisation),
  });
  if (adopted.status !== 201) throw new Error(JSON.stringify(adopted.body));
  return { organisation, officer, other, plan: planOf(organisation) };
}

/** The plan of the examples, of one organisation and in the order in which plans are read. */
export function planOf(organisation: string, over: Partial<SitePlan> = {}): SitePlan {
  const plan = aPlan(over);
  const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1);
  return {
    ...plan,
    zones: plan.zones.map((zone) => ({ ...zone, organisation })).toSorted(byId),
    boundaries: plan.boundaries.toSorted(byId),
    doors: plan.doors.toSorted(byId),
    readers: plan.readers.toSorted(byId),
  };
}

/** Makes a site without a plan and answers its id. */
export async function aBareSite(test: TestApp, { officer }: Ministry, name = '第一庁舎'): Promise<string> {
  const made = await test.ask(officer.token, { method: 'POST', url: '/api/v1/sites', payload: { name } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.id;
}

/** Puts a plan, having seen the version `seen`. */
export function putPlan(
  test: TestApp,
  token: string,
  siteId: string,
  plan: unknown,
  seen: number,
  query = '',
) {
  return test.ask(token, {
    method: 'PUT',
    url: `/api/v1/sites/${siteId}/plan${query}`,
    headers: { 'if-match': `"${seen}"`, 'content-type': 'application/json' },
    payload: JSON.stringify(plan),
  });
}
