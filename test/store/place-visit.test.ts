import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../src/db/pool.ts';
import { newId } from '../../src/kernel/ids.ts';
import { loadVisits } from '../../src/visitors/registry/visit-rows.ts';
import { aSite } from '../support/a-site.ts';
import { aDestination, aMember, anIdentity, aPlacedVisit, aReview, aVisit } from '../support/a-visit.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let site: string;

beforeAll(async () => {
  test = await startTestApp();
  site = await aSite(test);
});
afterAll(() => test.close());

const host = newId<'person'>();

async function placed(over: Parameters<typeof aPlacedVisit>[1]) {
  const { visit } = await aVisit(test, site, aPlacedVisit(host, over));
  const [whole] = await loadVisits(databaseOf(test.pool), site, [visit]);
  const { rows: arrivals } = await test.pool.query(
    `select member_id as member, day::text, starts_at as "startsAt", ends_at as "endsAt", state
      from arrivals where site_id = $1 and visit_id = $2 order by day, member_id`,
    [site, visit],
  );
  return { whole, arrivals };
}

describe('a placed visit', () => {
  it('has a 来庁 for each member and day, with its hours in the time zone of the site', async () => {
    const two = [aMember(), aMember()];
    const { arrivals } = await placed({
      members: two,
      days: ['2026-04-06', '2026-04-08'],
      startsAt: '22:00',
      endsAt: '01:30',
    });
    expect(arrivals).toEqual(
      ['2026-04-06', '2026-04-08'].flatMap((day) =>
        two.map(({ memberId }) => ({
          member: memberId,
          day,
          state: 'announced',
          startsAt: new Date(`${day}T22:00:00+09:00`),
          endsAt: new Date(Date.parse(`${day}T01:30:00+09:00`) + 86_400_000),
        })),
      ),
    );
  });

  it('keeps names as typed and finds them by their keys, and keeps none where none is to be kept', async () => {
    const named = aMember({ identity: anIdentity({ name: '髙橋 ﾊﾅｺ', affiliation: '（株）浜田' }) });
    const { whole } = await placed({ members: [named, aMember({ identity: null })] });
    expect(whole?.members.map(({ identity }) => identity)).toEqual([
      expect.objectContaining({
        name: '髙橋 ﾊﾅｺ',
        nameKey: '高橋はなこ',
        affiliation: '（株）浜田',
        lastDay: '2026-04-06',
      }),
      undefined,
    ]);
  });

  it('is reviewed for the members bound there and all its days, or for none', async () => {
    const two = [aMember(), aMember()];
    const days = ['2026-04-06', '2026-04-07'];
    const { whole } = await placed({
      members: two,
      days,
      destinations: [
        aDestination(host, { review: aReview(host) }),
        aDestination(host, {
          review: aReview(host),
          memberIds: two.slice(1).map(({ memberId }) => memberId),
        }),
        aDestination(host),
      ],
    });
    const ids = two.map(({ memberId }) => memberId);
    expect(
      whole?.destinations.map(({ reviewedMemberIds, reviewedDays }) => [reviewedMemberIds, reviewedDays]),
    ).toEqual([
      [ids, days],
      [ids.slice(1), days],
      [[], []],
    ]);
  });
});
