import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReception, given, type Reception, visitDay } from '../support/a-reception.ts';
import { aDestination, aMember, anIdentity, aReview } from '../support/a-visit.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { aConsole } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';

let house: Reception;
let instance: LiveInstance;
let guard: Officer;
let other: Officer;
beforeAll(async () => {
  house = await aReception();
  instance = await startInstance(house.test);
  guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
  other = await anOfficer(house.test, []);
});
afterAll(async () => {
  await instance.close();
  await house.test.close();
});

/** Somebody who comes to a host; answers who came under which visit, and the entry of their check-in. */
async function arrives(host: Officer, name = '来客 一郎') {
  const { visit, members } = await house.visit({
    members: [aMember({ identity: anIdentity({ name }) })],
    destinations: [aDestination(host.id, { review: aReview(host.id) })],
  });
  const [member = ''] = members;
  const { body } = await house.step(visit, 'check-in', {
    day: visitDay,
    desk: 'front',
    members: [given(member)],
  });
  return { visit, member, seq: Number(body.seq) };
}

describe('a host who follows the stream', () => {
  it('is told of who comes to them, by id and without a name, and of nothing else at the site', async () => {
    const { test, site, host } = house;
    const mine = await aConsole(instance.url, site, { token: host.token });
    const wall = await aConsole(instance.url, site, { token: guard.token });
    const own = await arrives(host);
    await arrives(other);
    const url = `/api/v1/sites/${site}/emergencies`;
    await test.ask(guard.token, { method: 'POST', url, payload: { reason: '火災報知' } });
    await test.ask(guard.token, { method: 'POST', url: `${url}/end`, payload: { reason: '誤報' } });
    const { seq: last } = await arrives(other);
    await Promise.all([mine.reached(last), wall.reached(last)]);

    expect(mine.items()).toMatchObject([
      {
        seq: own.seq,
        kind: 'visitor-checked-in',
        subject: { visit: own.visit, person: own.member },
        effects: [],
        details: { day: visitDay, desk: 'front', hosts: [host.id] },
        names: { persons: {} },
      },
    ]);
    expect(Object.keys(mine.items()[0]?.details ?? {})).toEqual(['day', 'desk', 'hosts']);
    expect(mine.frames().filter(({ type }) => type === 'alarm')).toEqual([]);
    expect(JSON.stringify(mine.frames())).not.toContain('来客');
    const told = wall.items().find(({ seq }) => seq === own.seq);
    expect(told?.names.persons[own.member]).toMatchObject({ name: '来客 一郎' });
    expect(wall.items().map(({ kind }) => kind)).toContain('emergency-begun');
    for (const one of [mine, wall]) one.close();
  });

  it('goes on from where they left off, and may not read the record', async () => {
    const { test, site, host } = house;
    const first = await aConsole(instance.url, site, { token: host.token });
    const after = first.cursor();
    first.close();
    const own = await arrives(host);
    const again = await aConsole(instance.url, site, { token: host.token, after });
    await again.reached(own.seq);
    expect(again.items().map(({ seq }) => seq)).toEqual([own.seq]);
    again.close();
    const events = await test.ask(host.token, { url: `/api/v1/sites/${site}/events` });
    expect(events.status).toBe(403);
  });
});
