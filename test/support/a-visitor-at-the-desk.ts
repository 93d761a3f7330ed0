import { databaseOf } from '../../src/db/pool.ts';
import { passes } from '../../src/desk/passes/tables.ts';
import { newId } from '../../src/kernel/ids.ts';
import { dayAt } from '../../src/zones/hours/day-at.ts';
import { given } from './a-reception.ts';
import { aDestination, aPlacedVisit, aReview, aVisit } from './a-visit.ts';
import { aPoolCard, type Visitor } from './a-visitor.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import type { TestApp } from './test-app.ts';

/** A visitor with a pass of the desk, and whom they came to. */
export type Guest = Visitor & { readonly host: Officer };

/** Where visitors are taken in today: a site with the desk `front`, of the organisation, by the clock of its own. */
export type DeskOfToday = {
  readonly siteId: string;
  readonly organisation: string;
  readonly timeZone: string;
  readonly reception: Officer;
};

/** Somebody who is planned, reviewed by a host of their own and taken in by the desk for the hall; the host escorts them, and these do. */
export async function aVisitorAtTheDesk(
  test: TestApp,
  { siteId, organisation, timeZone, reception }: DeskOfToday,
  number: string,
  escortIds: readonly string[] = [],
): Promise<Guest> {
  const host = await anOfficer(test, []);
  const day = dayAt(test.clock.now(), timeZone);
  const { visit, members } = await aVisit(
    test,
    siteId,
    aPlacedVisit(host.id, {
      organisationId: organisation,
      timeZone,
      days: [day],
      startsAt: '00:00',
      endsAt: '23:59',
      destinations: [
        aDestination(host.id, { zoneIds: ['hall'], wayZoneIds: [], escortIds, review: aReview(host.id) }),
      ],
    }),
  );
  const [member = ''] = members;
  const card = await aPoolCard(test.deps, siteId, number);
  await databaseOf(test.pool).insert(passes).values({
    siteId,
    passId: newId<'pass'>(),
    fromSeq: 0,
    numeral: number,
    basis: 'visit',
    highestClass: 3,
    cardId: card,
    state: 'in-stock',
    suspendedCardIds: [],
  });
  const { body } = await test.ask(reception.token, {
    method: 'POST',
    url: `/api/v1/sites/${siteId}/visits/${visit}/check-in`,
    payload: { day, desk: 'front', members: [given(member, { instead: undefined, pass: number })] },
  });
  if (body.members?.[0]?.done !== true) throw new Error(JSON.stringify(body));
  return { member, visit, card, number, host };
}
