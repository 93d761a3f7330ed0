import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf } from '../support/a-gateway.ts';
import { aPlan, aReader } from '../support/a-plan.ts';
import { aReception, given, type Reception, visitDay } from '../support/a-reception.ts';
import { aDestination, aMember, anIdentity, aReview } from '../support/a-visit.ts';
import { gatewayToken } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { aConsole } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';

let house: Reception;
let instance: LiveInstance;
let guard: Officer;
let other: Officer;
beforeAll(async () => {
  const plan = aPlan();
  house = await aReception({ readers: [...plan.readers, aReader('hall-office', 'hall')] });
  instance = await startInstance(house.test);
  guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
  other = await anOfficer(house.test, []);
});
afterAll(async () => {
  await instance.close();
  await house.test.close();
});

/** Somebody who comes to a host; answers who came under which visit, and the entry of their check-in. */
async function arrives(host: Officer, name = '来客 一郎', over: object = {}) {
  const { visit, members } = await house.visit({
    members: [aMember({ identity: anIdentity({ name }) })],
    destinations: [aDestination(host.id, { review: aReview(host.id) })],
  });
  const [member = ''] = members;
  const { body } = await house.step(visit, 'check-in', {
    day: visitDay,
    desk: 'front',
    members: [given(member, over)],
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

  it('is told of a visitor of theirs who goes on a way out though the visit was stopped, with what was noted', async () => {
    const { test, site, host } = house;
    const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
    const card = { format: 'wiegand-26', facility: '1', number: '4711' };
    const payload = { numeral: 'V-007', basis: 'visit', highestClass: 2, card };
    const made = await test.ask(admin.token, {
      method: 'POST',
      url: `/api/v1/sites/${site}/passes`,
      payload,
    });
    expect(made.status).toBe(201);
    const { visit, member } = await arrives(host, '来客 二郎', { instead: undefined, pass: 'V-007' });
    const mine = await aConsole(instance.url, site, { token: host.token });
    const others = await aConsole(instance.url, site, { token: other.token });
    expect((await house.step(visit, 'pause', { reason: '確認中' }, host.token)).status).toBe(200);
    const gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
    const { body } = await gateway.post(gateway.read('4711', 'hall-office-to-hall'));
    expect(body.results).toMatchObject([{ verdict: 'grant' }]);
    const { seq: last } = await arrives(other);
    await Promise.all([mine.reached(last), others.reached(last)]);

    const [told, ...rest] = mine.items();
    expect(rest).toEqual([]);
    expect(told).toMatchObject({
      kind: 'card-read',
      verdict: 'grant',
      effects: [],
      details: { hosts: [host.id] },
    });
    expect(told?.subject).toEqual({ visit, person: member });
    expect(told?.notes).toContainEqual(
      expect.objectContaining({ code: 'visit-not-checked-in', says: '入館中の訪問がない' }),
    );
    expect(JSON.stringify(mine.frames())).not.toContain('来客');
    expect(others.items().map(({ kind }) => kind)).toEqual(['visitor-checked-in']);
    for (const one of [mine, others]) one.close();
  });

  it('is heard for by their deputy, while there is one', async () => {
    const { test, site, host } = house;
    const deputy = await anOfficer(test, []);
    const theirs = await aConsole(instance.url, site, { token: deputy.token });
    const wall = await aConsole(instance.url, site, { token: guard.token });
    const post = (path: string, payload: object) =>
      test.ask(host.token, { method: 'POST', url: `/api/v1/sites/${site}/${path}`, payload });
    await wall.reached((await arrives(host)).seq);
    const { body } = await post('deputies', {
      host: host.id,
      deputy: deputy.id,
      from: '2026-04-01T00:00:00+09:00',
      until: '2026-04-30T00:00:00+09:00',
    });
    const heard = await arrives(host);
    await theirs.reached(heard.seq);
    await post(`deputies/${body.id}/end`, { reason: '戻った' });
    const { seq: last } = await arrives(host);
    await theirs.reached(last);
    expect(theirs.items()).toMatchObject([
      { seq: heard.seq, details: { day: visitDay, desk: 'front', hosts: [host.id] }, names: { persons: {} } },
    ]);
    for (const one of [theirs, wall]) one.close();
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
