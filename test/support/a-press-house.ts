import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import type { TestAnswer } from './test-app.ts';
import { startVisitHouse, type VisitHouse } from './visit-house.ts';

/** Whoever enters the press into the register of a house and whoever decides on it, and what they do. */
export type Press = {
  /** 課室情報セキュリティ責任者 of the public relations. */
  readonly decider: Officer;
  /** Below the site. */
  readonly url: (rest: string) => string;
  /** An organisation that is accredited, by its id. */
  readonly anOrganisation: (name: string, over?: object) => Promise<string>;
  /** Its persons of these names, accredited, by their ids. */
  readonly personsOf: (organisation: string, names: readonly string[], over?: object) => Promise<string[]>;
  /** A conference of tomorrow from 14:00 to 16:00 that closes at 18:00 of today, by its visit. */
  readonly anEvent: (over?: object) => Promise<string>;
  readonly register: (visit: string, lines: readonly object[], token?: string) => Promise<TestAnswer>;
};

/** A house with a desk and the press; 09:00 of Monday, 6 April 2026. */
export type PressHouse = VisitHouse & Press;

export const untilYearEnd = '2027-04-01T00:00:00+09:00';

export async function startPressHouse(over: Partial<SitePlan> = {}): Promise<PressHouse> {
  const house = await startVisitHouse({}, over);
  return { ...house, ...(await aPressOf(house)) };
}

/** The press of a house that stands. */
export async function aPressOf(house: VisitHouse): Promise<Press> {
  const { site, reception } = house;
  const decider = await anOfficer(house.test, [{ role: 'section-officer', siteId: site }]);
  const url = (rest: string) => `/sites/${site}${rest}`;
  const made = async (token: string, path: string, payload: object) => {
    const { status, body } = await house.post(token, url(path), payload);
    if (status > 201) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };
  return {
    decider,
    url,
    async anOrganisation(name, over = {}) {
      const draft = { name, club: true, basis: '令和8年度記者クラブ名簿', until: untilYearEnd, ...over };
      const { id } = await made(reception.token, '/press-organisations', draft);
      await made(decider.token, `/press-organisations/${id}/approve`, {});
      return id;
    },
    async personsOf(organisation, names, over = {}) {
      const persons = names.map((name) => ({ name, sort: 'reporter' }));
      const draft = { persons, basis: '4月3日付け申請', until: untilYearEnd, ...over };
      const { ids } = await made(reception.token, `/press-organisations/${organisation}/persons`, draft);
      await made(decider.token, `/press-organisations/${organisation}/persons/approve`, { persons: ids });
      return ids;
    },
    async anEvent(over = {}) {
      const { id } = await made(house.host.token, '/press-events', {
        ...aConference(house.host.id),
        ...over,
      });
      return id;
    },
    register: (visit, lines, token = house.host.token) =>
      house.post(token, url(`/visits/${visit}/press-registrations`), { lines }),
  };
}

/** What a host sends who invites the press. */
export function aConference(host: string) {
  return {
    sort: 'conference',
    host,
    zones: ['office'],
    purpose: 'meeting',
    day: '2026-04-07',
    startsAt: '14:00',
    endsAt: '16:00',
    closes: { daysBefore: 1, at: '18:00' },
  };
}
