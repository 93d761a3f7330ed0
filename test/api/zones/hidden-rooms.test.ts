import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aSystem } from '../../support/a-system.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { dereferenced } from '../../support/dereferenced.ts';
import { anApplication, anApprovedPermission, anOfficerOf, joinUnit } from '../../support/people-house.ts';
import { aVisitTo } from '../../support/visit-house.ts';

/** What is sent about a zone, and about what is in it. */
type Sent = { readonly url: string; readonly body?: object };

/** What was made before, of whoever is shown no hidden room. */
type Made = Readonly<
  Record<(typeof returnedKinds)[number] | 'permission' | 'item' | 'thing' | 'visit', string>
> & {
  readonly label: number;
};

const returnedKinds = [
  'photography',
  'openings',
  'item-permits',
  'delivery-permits',
  'works',
  'installations',
  'links',
  'permissions',
] as const;

let house: PermitHouse;
/** Of the staff; answers for the hall and receives for it, and knows no hidden room. */
let stranger: Officer;
let serverOfficer: Officer;
let worker: string;
let made: Made;

const period = { from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T12:00:00+09:00' };
const asked = { ...period, purpose: '例' };
const reason = '例';

const photography = (zone: string) => ({
  ...asked,
  persons: [stranger.id],
  zones: [zone],
  terms: { parts: ['image'], devices: ['camera'], responsible: stranger.id },
});
const opening = (zone: string) => ({
  ...period,
  kind: 'exception',
  rows: ['t1r26'],
  zones: [zone],
  reason,
  terms: { alternatives: '例', risk: '例', handling: '例' },
});
const device = (zone: string) => ({ ...period, purpose: '例', zones: [zone], carryIn: true, answers: [] });
const items = (zone: string) => ({
  ...asked,
  persons: [stranger.id],
  zones: [zone],
  terms: { way: 'in', items: [made?.item], form: 'once', leaving: 'by-permission', stays: true },
});
const delivery = (zone: string) => ({
  ...asked,
  persons: [],
  zones: [zone],
  terms: { carrier: '関東運輸', things: ['parcel'] },
});
const work = (zone: string) => ({
  ...asked,
  persons: [worker],
  zones: [zone],
  terms: {
    form: 'patrol',
    attendants: [stranger.id],
    cameras: [`${zone}-1`],
    points: [{ zone }],
  },
});
const measure = (zone: string) => ({ zone, row: 't1r44', what: '例', evidence: '例', takenOn: '2026-04-06' });
const thing = (zone: string) => ({
  ...{ number: `${zone.toUpperCase()}-1`, kind: 'terminal', name: '例', zone, placedOn: '2026-04-06' },
});
const aKey = (zone: string) => ({ zone, code: 'k-1', sort: 'ordinary', keptAt: '例' });
const gapTask = (zone: string, assignee: string) => ({
  ...{ zone, row: '9a', assignee, what: '例', dueOn: '2026-04-07' },
});
const installing = (zone: string) => ({
  ...{ ...period, zones: [zone], purpose: '例' },
  terms: { installed: 'server', what: '例' },
});
const linking = (zone: string) => ({
  ...{ ...period, zones: ['street', zone], purpose: '例' },
  terms: { medium: 'lan', what: '例', riskReview: '例' },
});
const permission = (zone: string) => anApplication(stranger.id, { zones: [zone] });
const withoutPerson = (zone: string) => ({ ...permission(zone), person: undefined });
const visit = (zone: string) => ({ ...aVisitTo(stranger.id), destinations: [destination(zone)] });
const destination = (zone: string) => ({ host: stranger.id, zones: [zone] });

/**
 * Every operation that somebody may use to whom a room is hidden, and that is sent the code of a zone or of a camera in one; a new one is put
 * here.
 */
const operations: Readonly<Record<string, (zone: string) => Sent>> = {
  'get permissions': (zone) => ({ url: `permissions?zone=${zone}` }),
  'post permissions': (zone) => ({ url: 'permissions', body: permission(zone) }),
  'post permissions/{permission}/change': (zone) => ({
    url: `permissions/${made.permission}/change`,
    body: withoutPerson(zone),
  }),
  'post permissions/{permission}/resubmit': (zone) => ({
    url: `permissions/${made.permissions}/resubmit`,
    body: withoutPerson(zone),
  }),
  'get zones/{zone}/requirements': (zone) => ({ url: `zones/${zone}/requirements` }),
  'post visits': (zone) => ({ url: 'visits', body: visit(zone) }),
  'post visits/{visit}/change': (zone) => ({
    url: `visits/${made.visit}/change`,
    body: { addDestinations: [destination(zone)] },
  }),
  'post visit-lists': (zone) => {
    const { members, ...common } = visit(zone);
    const text = `氏名\t所属\n${members[0]?.name}\t株式会社浜田`;
    return { url: 'visit-lists', body: { common, text } };
  },
  'post press-events': (zone) => {
    const { members, destinations, days, ...common } = visit(zone);
    const said = { sort: 'conference', host: stranger.id, zones: [zone], day: '2026-04-08' };
    return { url: 'press-events', body: { ...common, ...said, closes: { daysBefore: 1, at: '17:00' } } };
  },
  'post visits/{visit}/destinations/{destination}/review': (zone) => ({
    url: `visits/${made.visit}/destinations/${newId<'destination'>()}/review`,
    body: { examined: ['who'], members: [newId<'member'>()], zones: [zone] },
  }),
  'get permits': (zone) => ({ url: `permits?zone=${zone}` }),
  'post openings': (zone) => ({ url: 'openings', body: opening(zone) }),
  'post openings/{permit}/resubmit': (zone) => ({
    url: `openings/${made.openings}/resubmit`,
    body: opening(zone),
  }),
  'post openings/urgent': (zone) => ({
    url: 'openings/urgent',
    body: { rows: ['t1r26'], zones: [zone], until: period.until, reason },
  }),
  'post officer-deputies': (zone) => ({
    url: 'officer-deputies',
    body: {
      ...period,
      form: 'acting',
      role: 'zone-officer',
      scope: zone,
      deputy: house.host.id,
      title: '例',
      kinds: [],
      basis: '例',
    },
  }),
  'get permit-waivers': (zone) => ({ url: `permit-waivers?zone=${zone}` }),
  'post permit-waivers': (zone) => ({
    url: 'permit-waivers',
    body: { ...period, basis: 'notification', rows: ['t2r13'], zones: [zone], reason },
  }),
  'post photography': (zone) => ({ url: 'photography', body: photography(zone) }),
  'post photography/{permit}/resubmit': (zone) => ({
    url: `photography/${made.photography}/resubmit`,
    body: photography(zone),
  }),
  'get photography/allowed': (zone) => ({
    url: `photography/allowed?person=${stranger.id}&zone=${zone}`,
  }),
  'post photography/orders': (zone) => ({
    url: 'photography/orders',
    body: { zone, order: 'order-to-stop', words: '例' },
  }),
  'post private-devices/{label}/permits': (zone) => ({
    url: `private-devices/${made.label}/permits`,
    body: device(zone),
  }),
  'post private-devices/{label}/permits/{permit}/resubmit': (zone) => ({
    url: `private-devices/${made.label}/permits/${newId<'permit'>()}/resubmit`,
    body: device(zone),
  }),
  'get private-devices/{label}/allowed': (zone) => ({
    url: `private-devices/${made.label}/allowed?zone=${zone}&act=carry-in`,
  }),
  'get items': (zone) => ({ url: `items?zone=${zone}` }),
  'post items': (zone) => ({ url: 'items', body: { ...anItem(), zone } }),
  'post item-permits': (zone) => ({ url: 'item-permits', body: items(zone) }),
  'post item-permits/{permit}/resubmit': (zone) => ({
    url: `item-permits/${made['item-permits']}/resubmit`,
    body: items(zone),
  }),
  'post item-checks': (zone) => ({
    url: 'item-checks',
    body: { carrier: house.host.id, to: zone, seen: [{ item: made.item, count: 1 }] },
  }),
  'post delivery-permits': (zone) => ({ url: 'delivery-permits', body: delivery(zone) }),
  'post delivery-permits/{permit}/resubmit': (zone) => ({
    url: `delivery-permits/${made['delivery-permits']}/resubmit`,
    body: delivery(zone),
  }),
  'post deliveries': (zone) => ({
    url: 'deliveries',
    body: { zone, carrier: '関東運輸', pieces: 1, by: stranger.id },
  }),
  'get cameras': (zone) => ({ url: `cameras?zone=${zone}&limit=1` }),
  'post cameras': (zone) => ({
    url: 'cameras',
    body: { code: `${zone}-9`, zone, sees: '例', from: period.from },
  }),
  'post zones/{zone}/cameras/{camera}/break': (zone) => ({
    url: `zones/${zone}/cameras/${zone}-1/break`,
    body: { reason },
  }),
  'post zones/{zone}/cameras/{camera}/repair': (zone) => ({ url: `zones/${zone}/cameras/${zone}-1/repair` }),
  'post zones/{zone}/cameras/{camera}/remove': (zone) => ({
    url: `zones/${zone}/cameras/${zone}-1/remove`,
    body: { reason },
  }),
  'post works': (zone) => ({ url: 'works', body: work(zone) }),
  'post works/{permit}/resubmit': (zone) => ({ url: `works/${made.works}/resubmit`, body: work(zone) }),
  'post works/urgent': (zone) => ({
    url: 'works/urgent',
    body: {
      persons: [worker],
      zones: [zone],
      until: period.until,
      purpose: '例',
      attendants: [house.host.id],
      cameras: [`${zone}-1`],
    },
  }),
  'get presence': (zone) => ({ url: `presence?zone=${zone}` }),
  'get zones/{zone}/history': (zone) => ({ url: `zones/${zone}/history?from=2026-04-06&until=2026-04-07` }),
  'get zones/{zone}/installing': (zone) => ({ url: `zones/${zone}/installing?installed=server` }),
  'get zones/{zone}/linking': (zone) => ({ url: `zones/street/linking?other=${zone}` }),
  'get measures': (zone) => ({ url: `measures?zone=${zone}` }),
  'post measures': (zone) => ({ url: 'measures', body: measure(zone) }),
  'post installations': (zone) => ({ url: 'installations', body: installing(zone) }),
  'post installations/{permit}/resubmit': (zone) => ({
    url: `installations/${made.installations}/resubmit`,
    body: installing(zone),
  }),
  'post links': (zone) => ({ url: 'links', body: linking(zone) }),
  'post links/{permit}/resubmit': (zone) => ({
    url: `links/${made.links}/resubmit`,
    body: linking(zone),
  }),
  'get gap-tasks': (zone) => ({ url: `gap-tasks?zone=${zone}` }),
  'post gap-tasks': (zone) => ({
    url: 'gap-tasks',
    body: gapTask(zone, stranger.id),
  }),
  'get keys': (zone) => ({ url: `keys?zone=${zone}` }),
  'post keys': (zone) => ({ url: 'keys', body: { ...aKey(zone), code: 'k-9' } }),
  'get equipment': (zone) => ({ url: `equipment?zone=${zone}` }),
  'post equipment/{equipment}/move': (zone) => ({
    url: `equipment/${made.thing}/move`,
    body: { zone, placedOn: '2026-04-06', reason },
  }),
  'post equipment': (zone) => ({ url: 'equipment', body: { ...thing(zone), number: 'X-9' } }),
  'get zones/{zone}/systems-survey': (zone) => ({ url: `zones/${zone}/systems-survey` }),
  'post zones/{zone}/systems-survey': (zone) => ({
    url: `zones/${zone}/systems-survey`,
    body: { on: '2026-04-06', how: '例' },
  }),
  'get records/{record}': (zone) => ({
    url: `records/passages?zone=${zone}&from=2026-04-06&until=2026-04-07`,
  }),
  'get inspections': (zone) => ({ url: `inspections?zone=${zone}` }),
  'get roll-call': (zone) => ({ url: `roll-call?zone=${zone}` }),
  'get events': (zone) => ({ url: `events?zone=${zone}` }),
};

/** Where the answer for the hall is none of its own, and why. */
const alikeAnyhow: Readonly<Record<string, string>> = {
  'post visits/{visit}/destinations/{destination}/review':
    'what is reviewed is compared with the visit alone',
  'post private-devices/{label}/permits/{permit}/resubmit':
    'there is no such permit, and nothing else is said',
};
const notSent: Readonly<Record<string, string>> = {
  'get live': 'a WebSocket: what it filters is what `events` does',
};

const anItem = () => ({
  belongs: 'ministry',
  owner: stranger.id,
  item: 'ノートPC',
  medium: 'built-in',
  grade: { confidentiality: 2, integrity: 1, availability: 1 },
  quantity: 1,
});

beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site, post, section, guard, make, host } = house;
  stranger = await anOfficer(test, [
    { role: 'zone-officer', siteId: site, scope: 'hall' },
    { role: 'zone-clerk', siteId: site, scope: 'hall' },
  ]);
  serverOfficer = await anOfficerOf(house, 'server');
  await joinUnit(house, host, section);
  worker = await make('/persons', { kind: 'staff', name: '作業 一郎', organisationId: section });
  for (const zoneClass of [1, 3]) await house.determine('t2r13', zoneClass, [{ value: 'notification' }]);
  for (const zoneClass of [1, 3]) await house.determine('t2r14', zoneClass, [{ value: 'permission' }]);
  await house.determine('t2r5', 1, [{ value: 'required' }]);
  const at = `/sites/${site}`;
  const done = async (token: string, url: string, body: object) => {
    const answer = await post(token, `${at}/${url}`, body);
    if (answer.status > 299) throw new Error(`${url}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  // Whatever a list could tell is there, in the hall and in the room that is hidden.
  for (const [officer, zone] of [
    [stranger, 'hall'],
    [serverOfficer, 'server'],
  ] as const) {
    await done(officer.token, 'cameras', { code: `${zone}-1`, zone, sees: '例', from: period.from });
    await done(officer.token, 'cameras', { code: `${zone}-2`, zone, sees: '例', from: period.from });
    await done(officer.token, 'measures', measure(zone));
    await done(officer.token, 'equipment', thing(zone));
    await done(officer.token, 'keys', aKey(zone));
    await done(officer.token, 'gap-tasks', gapTask(zone, officer.id));
    await done(officer.token, 'permit-waivers', {
      ...{ ...period, basis: 'notification', rows: ['t2r13'], zones: [zone], reason },
    });
    await done(officer.token, 'items', { ...anItem(), owner: officer.id, zone });
    await done(host.token, 'photography', { ...photography(zone), persons: [host.id] });
    await done(host.token, 'permissions', anApplication(host.id, { zones: [zone] }));
    await done(guard.token, 'inspections', { person: host.id, zone, result: 'nothing' });
    await done(guard.token, `presence/${officer.id}`, { zone, reason });
  }
  const item = (await done(stranger.token, 'items', anItem())).id;
  const { label } = await done(stranger.token, 'private-devices', { holder: stranger.id, sort: 'phone' });
  // What is applied for of an item names it.
  const registered = await done(stranger.token, 'equipment', { ...thing('hall'), number: 'M-1' });
  made = { item, label, thing: registered.id } as Made;
  const returned: Record<string, string> = {};
  const security = await anOfficer(test, [{ role: 'security-officer', siteId: site }]);
  const bodies = {
    photography,
    openings: opening,
    'item-permits': items,
    'delivery-permits': delivery,
    works: work,
    installations: installing,
    links: linking,
  };
  for (const [url, body] of Object.entries(bodies)) {
    const { id } = await done(stranger.token, url, body('hall'));
    await done(security.token, `permits/${id}/return`, { reason });
    returned[url] = id;
  }
  const { id } = await done(stranger.token, 'permissions', permission('office'));
  await done(house.zoneOfficer.token, `permissions/${id}/return`, { reason });
  const planned = await house.plan(stranger.token, { destinations: [destination('hall')] });
  made = {
    ...made,
    ...returned,
    permissions: id,
    permission: await anApprovedPermission(house, stranger.id, house.zoneOfficer),
    visit: planned.body.id,
  } as Made;
});
afterAll(() => house.test.close());

/** What somebody is answered about a zone, whose code is left out of it. */
async function answered(name: string, { token }: Officer, zone: string) {
  const { url, body } = operations[name]?.(zone) ?? { url: '' };
  const { status, body: said } = await house.test.ask(token, {
    method: name.startsWith('get ') ? 'GET' : 'POST',
    url: `/api/v1/sites/${house.site}/${url}`,
    headers: { 'if-match': '*' },
    ...(body === undefined ? {} : { payload: body }),
  } satisfies InjectOptions);
  const { instance, requestId, at, ...rest } = said;
  return { status, said: JSON.stringify(rest).replaceAll(zone, '{zone}') };
}

/** What bears the code of a zone, or of a camera in one. */
const isOfZone = /^(zones?|scope|to|cameras?)$/;

// biome-ignore lint/suspicious/noExplicitAny: a document of every shape
function namesZone(schema: any, name = ''): boolean {
  const { anyOf = [], items: item, properties = {}, format } = schema ?? {};
  if (isOfZone.test(name) && format === undefined) return true;
  return (
    [...anyOf, ...(item === undefined ? [] : [item])].some((one) => namesZone(one)) ||
    Object.entries(properties).some(([key, one]) => namesZone(one, key))
  );
}

describe('a room that is hidden from somebody (別表1 行6 ※1)', () => {
  it('is asked of by these operations', async () => {
    const { body } = await house.test.ask(undefined, { url: '/openapi.json' });
    const site = '/api/v1/sites/{site}/';
    const found = Object.entries(Object(dereferenced(body)).paths).flatMap(([path, methods]) =>
      Object.entries(Object(methods)).flatMap(([method, operation]) => {
        const { parameters = [], requestBody, 'x-roles': roles = [] } = Object(operation);
        const mayAsk = ['host', 'zone-officer', 'zone-clerk'].some((role) => roles.includes(role));
        const isNamed =
          parameters.some(({ name, schema }: { name: string; schema: object }) => namesZone(schema, name)) ||
          namesZone(requestBody?.content?.['application/json']?.schema);
        return path.startsWith(site) && mayAsk && isNamed ? [`${method} ${path.replace(site, '')}`] : [];
      }),
    );
    expect(found.toSorted()).toEqual([...Object.keys(operations), ...Object.keys(notSent)].toSorted());
  });

  it.each(Object.keys(operations))('is answered as one that is not there: %s', async (name) => {
    const hidden = await answered(name, stranger, 'server');
    const unknown = await answered(name, stranger, 'nowhere');
    expect(hidden).toEqual(unknown);
    const known = await answered(name, stranger, 'hall');
    if (name in alikeAnyhow) expect(known).toEqual(unknown);
    else expect(known).not.toEqual(unknown);
  });
});

describe('a door that leads to a hidden room', () => {
  it.each(['events', 'alarms'])('is none, as a filter of %s', async (list) => {
    const filtered = async (door: string) => {
      const { status, body } = await house.get(stranger.token, `/sites/${house.site}/${list}?door=${door}`);
      return { status, errors: JSON.stringify(body.errors) };
    };
    expect(await filtered('office-server')).toEqual(await filtered('nowhere'));
    expect((await filtered('hall-office')).status).toBe(200);
  });
});

describe('what a hidden room holds', () => {
  it('is no system, and no place of one, in a list, a page or the system itself', async () => {
    const { test, site, section, host, get, post } = house;
    const general = await anOfficer(test, [{ role: 'general-officer' }]);
    const register = async (...zones: string[]) => {
      const places = zones.map((zone) => ({ site, zone }));
      const made = await post(general.token, '/information-systems', {
        ...aSystem(section, host.id),
        places,
      });
      return made.body.id;
    };
    const [inServer, inBoth, inHall] = [
      await register('server'),
      await register('server', 'hall'),
      await register('hall'),
    ];
    const list = async ({ token }: Officer, query: string) =>
      (await get(token, `/information-systems?site=${site}${query}`)).body;
    const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);
    expect(ids(await list(general, ''))).toEqual([inServer, inBoth, inHall]);
    expect(ids(await list(general, '&zone=server'))).toEqual([inServer, inBoth]);
    const seen = await list(stranger, '');
    expect(ids(seen)).toEqual([inBoth, inHall]);
    expect(JSON.stringify(seen)).not.toContain('server');
    // A page is as long as any other: nothing is missing from it.
    expect(ids(await list(stranger, '&limit=1'))).toEqual([inBoth]);
    expect(await list(stranger, '&zone=server')).toEqual(await list(stranger, '&zone=nowhere'));
    const { body } = await get(stranger.token, `/information-systems/${inBoth}`);
    expect(body.places).toEqual([{ site, zone: 'hall' }]);
  });

  it('takes no code from a camera of another room', async () => {
    const at = `/sites/${house.site}/cameras`;
    const named = { code: 'ceiling', sees: '例', from: period.from };
    expect((await house.post(serverOfficer.token, at, { ...named, zone: 'server' })).status).toBe(201);
    const own = await house.post(stranger.token, at, { ...named, zone: 'hall' });
    expect(own).toMatchObject({ status: 201, body: { code: 'ceiling' } });
    const again = await house.post(stranger.token, at, { ...named, zone: 'hall' });
    expect(again.body.errors).toMatchObject([{ at: '/code' }]);
  });
});

describe('a hidden room is known to', () => {
  const at = (rest: string) => `/sites/${house.site}/${rest}`;
  const knows = async ({ token }: Officer) => {
    const { status } = await house.get(token, at('zones/server/requirements'));
    const seen = await house.get(token, at(`photography/allowed?person=${worker}&zone=server`));
    expect(seen.status).toBe(status);
    const read = await house.get(token, at('zones/server/installing?installed=server'));
    expect(read.status).toBe(status);
    return status === 200;
  };
  const aStranger = async () => {
    const officer = await anOfficer(house.test, []);
    expect(await knows(officer)).toBe(false);
    return officer;
  };

  it('whoever is of the unit that keeps it', async () => {
    const officer = await aStranger();
    await joinUnit(house, officer, house.section);
    expect(await knows(officer)).toBe(true);
    await joinUnit(house, officer, house.otherSection);
    expect(await knows(officer)).toBe(false);
  });

  it('whoever may go there, from the last consent to the end of the permission', async () => {
    const { post, host } = house;
    const officer = await aStranger();
    const second = await anOfficerOf(house, 'server');
    const applied = await post(
      host.token,
      at('permissions'),
      anApplication(officer.id, { zones: ['server'] }),
    );
    const step = (name: string, { token }: Officer, body?: object) =>
      post(token, at(`permissions/${applied.body.id}/${name}`), body);
    await step('approve', serverOfficer);
    expect(await knows(officer)).toBe(false);
    await step('approve', second);
    expect(await knows(officer)).toBe(true);
    expect((await post(officer.token, at('photography'), photography('server'))).status).toBe(201);
    await step('end', serverOfficer, { reason });
    expect(await knows(officer)).toBe(false);
  });

  it('whom a permit there is for, while it is in force', async () => {
    const { post, permit, host } = house;
    const officer = await aStranger();
    const persons = [officer.id];
    const { body } = await post(host.token, at('photography'), { ...photography('server'), persons });
    expect(await knows(officer)).toBe(false);
    await permit(serverOfficer.token, body.id, 'approve');
    expect(await knows(officer)).toBe(true);
    await permit(serverOfficer.token, body.id, 'revoke', { reason });
    expect(await knows(officer)).toBe(false);
  });

  it('the deputy of the host of a visit there, until the deputy ends', async () => {
    const { plan, post, host } = house;
    const officer = await aStranger();
    const { body: visit } = await plan(host.token, { destinations: [{ host: host.id, zones: ['server'] }] });
    expect(await knows(officer)).toBe(false);
    const { body } = await post(host.token, at('deputies'), {
      host: host.id,
      deputy: officer.id,
      from: '2026-04-01T00:00:00+09:00',
      until: '2026-04-20T00:00:00+09:00',
    });
    expect(await knows(officer)).toBe(true);
    await post(host.token, at(`deputies/${body.id}/end`), { reason });
    expect(await knows(officer)).toBe(false);
    await post(host.token, house.visitUrl(`/${visit.id}/cancel`), { reason });
  });

  it('the host of a visit there, until the visit is cancelled or over', async () => {
    const { plan, post, host, test, visitUrl } = house;
    const officer = await aStranger();
    const there = { destinations: [{ host: officer.id, zones: ['server'] }] };
    const { body } = await plan(host.token, there);
    expect(await knows(officer)).toBe(true);
    await post(host.token, visitUrl(`/${body.id}/cancel`), { reason });
    expect(await knows(officer)).toBe(false);
    await plan(host.token, there);
    expect(await knows(officer)).toBe(true);
    test.clock.set(new Date('2026-04-09T00:00:00+09:00'));
    expect(await knows(officer)).toBe(false);
  });

  it('whoever decides in the stead of its officer', async () => {
    const { post } = house;
    const officer = await aStranger();
    const deputy = { ...operations['post officer-deputies']?.('server').body, deputy: officer.id };
    const until = '2026-04-20T00:00:00+09:00';
    const { body } = await post(serverOfficer.token, at('officer-deputies'), { ...deputy, until });
    expect(await knows(officer)).toBe(true);
    await post(serverOfficer.token, at(`officer-deputies/${body.id}/end`), { reason });
    expect(await knows(officer)).toBe(false);
  });
});
