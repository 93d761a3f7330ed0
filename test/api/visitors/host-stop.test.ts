import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { ok } from '../../../src/kernel/result.ts';
import { performAct } from '../../../src/log/writing/perform-act.ts';
import { renewAdmissions } from '../../../src/visitors/admission/renew-admissions.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { loadArrivals, saveArrivals } from '../../../src/visitors/registry/arrival-rows.ts';
import { findDestination } from '../../../src/visitors/registry/visit-rows.ts';
import { aDestination, aPlacedVisit, aReview, aVisit } from '../../support/a-visit.ts';
import { entriesOf, lastEntryOf } from '../../support/an-office.ts';
import type { Officer } from '../../support/an-officer.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { holdHead } from '../../support/held-head.ts';
import { aColleague, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';
import { aToken } from '../../support/test-app.ts';

let house: PeopleHouse;
beforeAll(async () => {
  house = await startPeopleHouse();
});
afterAll(() => house.test.close());

const reason = { reason: '事情を聴く' };
const day = '2026-04-06';

async function aHost(): Promise<Officer> {
  const id = await aColleague(house);
  return { id, token: await aToken(house.test, { type: 'person', id }) };
}

/** A visit with one member who is here, reviewed by this person, and what the door reads of the member. */
async function aGuestOf(hostId: string, by = hostId) {
  const { test, site } = house;
  const destination = aDestination(hostId, {
    review: aReview(by, by === hostId ? {} : { way: 'deputy' }),
  });
  const placed = aPlacedVisit(hostId, { days: [day], destinations: [destination] });
  const { visit, members } = await aVisit(test, site, placed);
  const [member = ''] = members;
  await performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([site]);
    const seq = tx.record(site, { kind: 'visit-planned', subject: { visit } });
    const [arrival] = await loadArrivals(tx.db, site, [member], day);
    if (arrival === undefined) throw new Error('nobody comes');
    await saveArrivals(tx, site, [{ ...arrival, state: 'checked-in', checkedInAt: tx.now }], seq);
    await renewAdmissions(tx, site, visit, seq);
    return ok(undefined);
  });
  const db = databaseOf(test.pool);
  return {
    visit,
    destination: destination.destinationId,
    reviewedZones: async () => (await findAdmission({ db }, site, member))?.reviewedZoneIds,
    review: async () => (await findDestination(db, site, destination.destinationId))?.review,
  };
}

describe('the stop of a host', () => {
  it.each(['suspend', 'leave'])(
    'by %s waits for the batch that holds the head, and then no review of theirs admits',
    async (step) => {
      const { admin, post, test, site } = house;
      const host = await aHost();
      const guest = await aGuestOf(host.id);
      expect(await guest.reviewedZones()).toContain('office');
      const batch = await holdHead(test, site);
      let acknowledged = false;
      const stop = post(admin.token, `/persons/${host.id}/${step}`, reason).then((answer) => {
        acknowledged = true;
        return answer;
      });
      await batch.untilWaiting(stop);
      // The batch still decides with the old facts, and the stop is not acknowledged before it has committed.
      expect(await guest.reviewedZones()).toContain('office');
      expect(acknowledged).toBe(false);
      await batch.release();
      expect((await stop).status).toBe(200);
      expect(await guest.reviewedZones()).toEqual([]);
      expect(await guest.review()).toBeNull();
    },
  );

  it('is one act: the ministry’s entry names what it took back, the site’s refers to it', async () => {
    const { admin, post, test, site } = house;
    const host = await aHost();
    const { visit, destination } = await aGuestOf(host.id);
    const before = (await entriesOf(test.pool, site)).length;
    await post(admin.token, `/persons/${host.id}/suspend`, reason);
    expect(await entriesOf(test.pool, site)).toHaveLength(before + 1);
    const { cause } = await lastEntryOf(test.pool, site);
    const { details } = await lastEntryOf(test.pool, cause.site);
    expect(details).toEqual({ reviewsWithdrawn: [{ site, visit, destination }] });
  });

  it('takes back what they gave as a deputy, and what a deputy gave for them', async () => {
    const { admin, post, site } = house;
    const [host, deputy] = [await aHost(), await aHost()];
    const named = await post(host.token, `/sites/${site}/deputies`, {
      host: host.id,
      deputy: deputy.id,
      from: '2026-04-01T00:00:00+09:00',
      until: '2026-05-01T00:00:00+09:00',
    });
    expect(named.status).toBe(201);
    const [own, byDeputy] = [await aGuestOf(host.id), await aGuestOf(host.id, deputy.id)];
    await post(admin.token, `/persons/${deputy.id}/suspend`, reason);
    expect(await own.reviewedZones()).toContain('office');
    expect(await byDeputy.reviewedZones()).toEqual([]);
    await post(admin.token, `/persons/${host.id}/suspend`, reason);
    expect(await own.reviewedZones()).toEqual([]);
  });

  it('takes back every one of theirs', async () => {
    const { admin, post } = house;
    const host = await aHost();
    const guests = [await aGuestOf(host.id), await aGuestOf(host.id), await aGuestOf(host.id)];
    await post(admin.token, `/persons/${host.id}/suspend`, reason);
    const read = guests.map(async ({ review, reviewedZones }) => [await review(), await reviewedZones()]);
    expect(await Promise.all(read)).toEqual(guests.map(() => [null, []]));
  });

  it('leaves the reviews of others alone, and is healed by a new review alone', async () => {
    const { admin, post, site } = house;
    const [host, other] = [await aHost(), await aHost()];
    const [guest, untouched] = [await aGuestOf(host.id), await aGuestOf(other.id)];
    await post(admin.token, `/persons/${host.id}/suspend`, reason);
    expect(await untouched.reviewedZones()).toContain('office');
    await post(admin.token, `/persons/${host.id}/resume`, reason);
    expect(await guest.reviewedZones()).toEqual([]);
    const reviewed = await post(
      host.token,
      `/sites/${site}/visits/${guest.visit}/destinations/${guest.destination}/review`,
      { examined: ['who', 'why', 'zones'], members: [await memberOf(guest.visit)], zones: ['office'] },
    );
    expect(reviewed.status).toBe(200);
    expect(await guest.reviewedZones()).toContain('office');
  });

  it('is not passed by a review that is given at the same moment', async () => {
    const { admin, post, site, test } = house;
    const host = await aHost();
    const guest = await aGuestOf(host.id);
    await post(admin.token, `/persons/${host.id}/suspend`, reason);
    await post(admin.token, `/persons/${host.id}/resume`, reason);
    const batch = await holdHead(test, site);
    const review = post(
      host.token,
      `/sites/${site}/visits/${guest.visit}/destinations/${guest.destination}/review`,
      { examined: ['who', 'why', 'zones'], members: [await memberOf(guest.visit)], zones: ['office'] },
    );
    await batch.untilWaiting(review);
    const stop = post(admin.token, `/persons/${host.id}/suspend`, reason);
    await batch.untilWaiting(review, stop);
    await batch.release();
    expect([(await review).status, (await stop).status]).toEqual([200, 200]);
    expect(await guest.reviewedZones()).toEqual([]);
  });
});

async function memberOf(visit: string): Promise<string> {
  const { rows } = await house.test.pool.query<{ id: string }>(
    'select member_id as id from members where site_id = $1 and visit_id = $2 and until_seq is null',
    [house.site, visit],
  );
  return rows[0]?.id ?? '';
}
