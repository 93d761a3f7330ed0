import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { given, visitDay } from '../../support/a-reception.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let deputy: Officer;
let planner: Officer;

beforeAll(async () => {
  house = await startVisitHouse();
  [deputy, planner] = [await anOfficer(house.test, []), await anOfficer(house.test, [])];
});
afterAll(() => house.test.close());

/** Names the deputy of the host of the house, from now on. */
async function deputise(over: object = {}): Promise<string> {
  const { body } = await house.post(house.host.token, `/sites/${house.site}/deputies`, {
    host: house.host.id,
    deputy: deputy.id,
    from: '2026-04-01T00:00:00+09:00',
    until: '2026-04-30T00:00:00+09:00',
    ...over,
  });
  return body.id;
}

const end = (id: string) =>
  house.post(house.host.token, `/sites/${house.site}/deputies/${id}/end`, { reason: '戻った' });

/** Of a visit that somebody else planned, what is asked of one thing by somebody: what they are answered is compared. */
type Asking = (visit: string, by: Officer) => Promise<{ readonly status: number; readonly body: unknown }>;

const reads: Readonly<Record<string, Asking>> = {
  'the visit': (visit, { token }) => house.get(token, house.visitUrl(`/${visit}`)),
  'the list of visits': async (visit, { token }) => {
    const { status, body } = await house.get(token, house.visitUrl('?limit=200'));
    return { status, body: body.items.filter(({ id }: { id: string }) => id === visit) };
  },
  'who came before': (_, { token }) =>
    house.get(token, `/sites/${house.site}/visitors?name=${encodeURIComponent('佐藤 花子')}`),
  'the invitation': (visit, { token }) => house.get(token, house.visitUrl(`/${visit}/invitation`)),
};

const acts: Readonly<Record<string, Asking>> = {
  pause: (visit, { token }) => house.post(token, house.visitUrl(`/${visit}/pause`), { reason: '確認中' }),
  resume: async (visit, { token }) => {
    await house.post(house.host.token, house.visitUrl(`/${visit}/pause`), { reason: '確認中' });
    return house.post(token, house.visitUrl(`/${visit}/resume`), { reason: '確認済' });
  },
  cancel: (visit, { token }) => house.post(token, house.visitUrl(`/${visit}/cancel`), { reason: '取りやめ' }),
  'extend past midnight': (visit, { token }) =>
    house.post(token, house.visitUrl(`/${visit}/extend`), {
      day: visitDay,
      until: '2026-04-07T02:00:00+09:00',
    }),
  change: async (visit, { token }) => {
    const { headers } = await house.get(house.host.token, house.visitUrl(`/${visit}`));
    return house.test.ask(token, {
      method: 'POST',
      url: `/api/v1${house.visitUrl(`/${visit}/change`)}`,
      headers: { 'if-match': String(headers.etag) },
      payload: { endsAt: '17:00' },
    });
  },
  meet: async (visit, { token, id }) => {
    const { body } = await house.get(house.host.token, house.visitUrl(`/${visit}`));
    const [{ id: member }] = body.members;
    const { reception, post, visitUrl } = house;
    await post(reception.token, visitUrl(`/${visit}/check-in`), {
      day: visitDay,
      desk: 'front',
      members: [given(member)],
    });
    return post(token, visitUrl(`/${visit}/met`), { day: visitDay, by: id, members: [{ member }] });
  },
  'turn closed': (visit, { token }) =>
    house.post(token, house.visitUrl(`/${visit}/turn-closed`), { day: visitDay, reason: '非公開の議事' }),
  invite: (visit, { token }) => house.post(token, house.visitUrl(`/${visit}/invite`), {}),
};

async function aPlannedVisit(): Promise<string> {
  const { body } = await house.plan(planner.token);
  const { destinations, members } = body;
  const review = await house.post(
    house.host.token,
    house.visitUrl(`/${body.id}/destinations/${destinations[0].id}/review`),
    { examined: ['who', 'why', 'zones'], members: [members[0].id], zones: ['office'] },
  );
  expect(review.status).toBe(200);
  return body.id;
}

describe('a deputy', () => {
  it.each(Object.entries(reads))('is told %s as the host is, while they are one', async (_, ask) => {
    const visit = await aPlannedVisit();
    await house.post(house.host.token, house.visitUrl(`/${visit}/invite`), {});
    const [toHost, before] = [await ask(visit, house.host), await ask(visit, deputy)];
    expect(before.body).not.toEqual(toHost.body);
    const id = await deputise();
    const during = await ask(visit, deputy);
    expect(during.status).toBe(200);
    expect(during.body).toEqual(toHost.body);
    await end(id);
    const after = await ask(visit, deputy);
    expect(after.status).toBe(before.status);
    expect(after.body).not.toEqual(toHost.body);
  });

  it.each(Object.entries(acts))('may %s as the host may, while they are one', async (_, ask) => {
    const id = await deputise();
    expect((await ask(await aPlannedVisit(), deputy)).status).toBe(200);
    await end(id);
    expect((await ask(await aPlannedVisit(), deputy)).status).toBe(404);
    expect((await ask(await aPlannedVisit(), house.host)).status).toBe(200);
  });

  it('is one from the beginning of the period to its end', async () => {
    const visit = await aPlannedVisit();
    const asked = async () => (await house.get(deputy.token, house.visitUrl(`/${visit}`))).status;
    const [from, until] = ['2026-04-06T10:00:00+09:00', '2026-04-06T11:00:00+09:00'];
    const id = await deputise({ from, until });
    const times = [from, until].flatMap((time) => [new Date(Date.parse(time) - 1), new Date(time)]);
    const answers: number[] = [];
    const now = house.test.clock.now();
    for (const time of times) {
      house.test.clock.set(time);
      answers.push(await asked());
    }
    house.test.clock.set(now);
    await end(id);
    expect(answers).toEqual([404, 200, 200, 404]);
  });

  it('plans until the next morning for the host, and goes with the host who is stopped', async () => {
    const overNight = { destinations: [{ host: house.host.id, zones: ['office'] }], endsAt: '04:00' };
    expect((await house.plan(deputy.token, overNight)).status).toBe(422);
    const id = await deputise();
    const { status, body } = await house.plan(deputy.token, overNight);
    expect(status).toBe(200);
    const visit = await aPlannedVisit();
    const suspended = `/persons/${house.host.id}`;
    await house.post(house.admin.token, `${suspended}/suspend`, { reason: '事情を聴く' });
    expect((await house.get(deputy.token, house.visitUrl(`/${visit}`))).status).toBe(404);
    expect((await house.get(deputy.token, house.visitUrl(`/${body.id}`))).status).toBe(200);
    await house.post(house.admin.token, `${suspended}/resume`, { reason: '終わった' });
    await end(id);
  });
});

describe('whoever the desk is told to call', () => {
  it('is written down where they do not answer: host, deputy and head of the section', async () => {
    const { post, site, test, section, reception } = house;
    const absent = await anOfficer(test, []);
    const head = await anOfficer(test, [{ role: 'section-officer', siteId: site, scope: section }]);
    await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [absent.id, section]);
    await post(absent.token, `/sites/${site}/deputies`, {
      host: absent.id,
      deputy: deputy.id,
      from: '2026-04-01T00:00:00+09:00',
      until: '2026-04-30T00:00:00+09:00',
    });
    const { body } = await house.plan(planner.token, {
      destinations: [{ host: absent.id, zones: ['office'] }],
    });
    const url = house.visitUrl(`/${body.id}/destinations/${body.destinations[0].id}/unanswered-call`);
    const call = (called: string) => post(reception.token, url, { called, extension: '4021' });
    expect((await call(planner.id)).status).toBe(422);
    expect((await call(absent.id)).status).toBe(200);
    const { body: unanswered } = await house.get(reception.token, `/sites/${site}/unanswered-calls`);
    const [{ next }] = unanswered.items.filter(({ visit }: { visit: string }) => visit === body.id);
    expect(new Set(next.call)).toEqual(new Set([absent.id, deputy.id, head.id]));
    for (const called of next.call) expect((await call(called)).status).toBe(200);
    const entries = (await entriesOf(test.pool, site)).filter(({ kind }) => kind === 'visit-call-unanswered');
    expect(entries).toHaveLength(next.call.length + 1);
  });
});
