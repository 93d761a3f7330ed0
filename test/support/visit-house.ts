import type { Static } from 'typebox';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import type { VisitorSettingsBody } from '../../src/zones/plan/visitor-settings.ts';
import { aPlan } from './a-plan.ts';
import { frontDesk } from './a-reception.ts';
import { aSite } from './a-site.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { type PeopleHouse, startPeopleHouse } from './people-house.ts';
import type { TestAnswer } from './test-app.ts';

/** A ministry with a site that has a desk in its hall, a purpose, and somebody at the desk. */
export type VisitHouse = PeopleHouse & {
  readonly reception: Officer;
  /** Plans a visit and reads it, or answers why it was refused. */
  readonly plan: (token: string, over?: Readonly<Record<string, unknown>>) => Promise<TestAnswer>;
  /** Below the visits of the site. */
  readonly visitUrl: (rest?: string) => string;
};

/** `now` is Monday, 6 April 2026, 09:00 at the site. */
export async function startVisitHouse(
  visitors: Static<typeof VisitorSettingsBody> = {},
  over: Partial<SitePlan> = {},
): Promise<VisitHouse> {
  const house = await startPeopleHouse();
  await house.post(house.admin.token, `/organisations/${house.section}/purposes`, {
    code: 'meeting',
    words: '打合せ',
  });
  const plain = aPlan(over);
  const site = await aSite(
    house.test,
    aPlan({
      ...over,
      site: { ...plain.site, visitors },
      zones: plain.zones.map((zone) => ({ ...zone, organisation: house.section })),
      desks: [{ ...frontDesk, organisation: house.section }],
    }),
  );
  const reception = await anOfficer(house.test, [{ role: 'reception', siteId: site }]);
  const visitUrl = (rest = '') => `/sites/${site}/visits${rest}`;
  return {
    ...house,
    site,
    reception,
    visitUrl,
    plan: async (token, said) => {
      const planned = await house.post(token, visitUrl(), { ...aVisitTo(house.host.id), ...said });
      return planned.status === 201 ? house.get(token, visitUrl(`/${planned.body.id}`)) : planned;
    },
  };
}

/** What somebody sends who plans a visit to a host's office, this afternoon. */
export function aVisitTo(host: string) {
  return {
    destinations: [{ host, zones: ['office'] }],
    members: [{ name: '佐藤 花子', affiliation: '株式会社浜田' }],
    purpose: 'meeting',
    days: ['2026-04-06'],
    startsAt: '14:00',
    endsAt: '16:00',
  };
}
