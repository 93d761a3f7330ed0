import { databaseOf } from '../../src/db/pool.ts';
import { passes } from '../../src/desk/passes/tables.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { PlacedVisit } from '../../src/visitors/planning/place-visit.ts';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aPlan } from './a-plan.ts';
import { anOrganisation } from './a-ruled-zone.ts';
import { aSite } from './a-site.ts';
import { aDestination, aPlacedVisit, aReview, aVisit } from './a-visit.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { startTestApp, type TestAnswer, type TestApp } from './test-app.ts';

/** A site with a desk in its hall, whoever works there, and a host; ten in the morning of Monday, 6 April 2026. */
export type Reception = {
  readonly test: TestApp;
  readonly site: string;
  readonly reception: Officer;
  readonly host: Officer;
  /** Posts a step at the desk for a visit, as the reception. */
  readonly step: (visit: string, step: string, body: object, token?: string) => Promise<TestAnswer>;
  readonly get: (path: string, token?: string) => Promise<TestAnswer>;
  /** A visit of that day, reviewed by its host where nothing else is said. */
  readonly visit: (over?: Partial<PlacedVisit>) => ReturnType<typeof aVisit>;
  /** Puts paper passes of these numerals in stock. */
  readonly stock: (...numerals: readonly string[]) => Promise<void>;
};

export const visitDay = '2026-04-06';

export const frontDesk = {
  id: 'front',
  name: '総合受付',
  zone: 'hall',
  outside: 'street',
  organisation: anOrganisation,
};

export async function aReception(
  over: Partial<SitePlan> = {},
  started: TestApp | Promise<TestApp> = startTestApp(),
): Promise<Reception> {
  const test = await started;
  test.clock.set(new Date('2026-04-06T01:00:00.000Z'));
  const site = await aSite(test, aPlan({ desks: [frontDesk], ...over }));
  const reception = await anOfficer(test, [{ role: 'reception', siteId: site }]);
  const host = await anOfficer(test, []);
  const base = `/api/v1/sites/${site}`;
  return {
    test,
    site,
    reception,
    host,
    step: (visit, step, payload, token = reception.token) =>
      test.ask(token, { method: 'POST', url: `${base}/visits/${visit}/${step}`, payload }),
    get: (path, token = reception.token) => test.ask(token, { url: `${base}/${path}` }),
    visit: (over = {}) =>
      aVisit(
        test,
        site,
        aPlacedVisit(host.id, {
          startsAt: '09:00',
          destinations: [aDestination(host.id, { review: aReview(host.id) })],
          ...over,
        }),
      ),
    async stock(...numerals) {
      await databaseOf(test.pool)
        .insert(passes)
        .values(
          numerals.map((numeral) => ({
            siteId: site,
            passId: newId<'pass'>(),
            fromSeq: 0,
            numeral,
            basis: 'visit' as const,
            highestClass: 3,
            state: 'in-stock' as const,
            suspendedCardIds: [],
          })),
        );
    },
  };
}

/** All that is done for a member at the desk on an ordinary day. */
export function given(member: string, over: object = {}) {
  return { member, identity: { means: 'photo-id' }, inspection: {}, instead: { sort: 'ribbon' }, ...over };
}
