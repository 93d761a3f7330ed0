import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aPlan } from './a-plan.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { anOfficerOf } from './people-house.ts';
import type { TestAnswer } from './test-app.ts';
import { startVisitHouse, type VisitHouse } from './visit-house.ts';

/** A house of visits where things are applied for: who decides in the office, and what the ministry determined. */
export type PermitHouse = VisitHouse & {
  /** 区域情報セキュリティ責任者 of the office */
  readonly zoneOfficer: Officer;
  readonly guard: Officer;
  /** Determines a row for a class of the section's zones from now on. */
  readonly determine: (row: string, zoneClass: number, clauses: readonly object[]) => Promise<void>;
  /** Places a person in a zone, as the guard corrects it. */
  readonly place: (person: string, zone: string) => Promise<void>;
  readonly permit: (token: string, id: string, step?: string, payload?: object) => Promise<TestAnswer>;
};

/** `now` is Monday, 6 April 2026, 09:00 at the site. */
export async function startPermitHouse(over: Partial<SitePlan> = {}): Promise<PermitHouse> {
  const house = await startVisitHouse({}, aPlan(over));
  const { test, site, section, post, get } = house;
  const [writer, adopter] = [
    await anOfficer(test, [{ role: 'security-officer' }]),
    await anOfficer(test, [{ role: 'security-officer' }]),
  ];
  const guard = await anOfficer(test, [{ role: 'guard', siteId: site }]);
  const done = (answer: TestAnswer, status: number): TestAnswer => {
    if (answer.status !== status) throw new Error(JSON.stringify(answer.body));
    return answer;
  };
  return {
    ...house,
    zoneOfficer: await anOfficerOf(house, 'office'),
    guard,
    determine: async (row, zoneClass, clauses) => {
      const proposed = await post(writer.token, '/determinations', {
        organisation: section,
        row,
        class: zoneClass,
        clauses,
        words: '例',
        basis: '例',
        from: test.clock.now().toISOString(),
      });
      const { id } = done(proposed, 201).body;
      const notifies = JSON.stringify(clauses).includes('notification');
      const adoption = notifies ? { beginsBeforeAnswer: true } : {};
      done(await post(adopter.token, `/determinations/${id}/adopt`, adoption), 200);
    },
    place: async (person, zone) => {
      const placed = await post(guard.token, `/sites/${site}/presence/${person}`, {
        zone,
        reason: '巡回で確かめた',
      });
      done(placed, 200);
    },
    permit: (token, id, step, payload) => {
      const url = `/sites/${site}/permits/${id}`;
      return step === undefined ? get(token, url) : post(token, `${url}/${step}`, payload);
    },
  };
}
