import type { InjectOptions } from 'fastify';
import { aSite } from './a-site.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { asOwner } from './as-owner.ts';
import { startTestApp, type TestAnswer, type TestApp } from './test-app.ts';

/** A ministry with two units and a site, and the officers who keep its people. */
export type PeopleHouse = {
  readonly test: TestApp;
  readonly site: string;
  readonly section: string;
  readonly otherSection: string;
  /** 権限管理を行う者 */
  readonly admin: Officer;
  /** A member of staff without any role. */
  readonly host: Officer;
  readonly post: (token: string, url: string, payload?: object) => Promise<TestAnswer>;
  readonly get: (token: string, url: string) => Promise<TestAnswer>;
  /** Registers something and answers its id. */
  readonly make: (url: string, payload: object) => Promise<string>;
  readonly patch: (token: string, url: string, payload: object) => Promise<TestAnswer>;
};

export async function startPeopleHouse(): Promise<PeopleHouse> {
  const test = await startTestApp();
  const admin = await anOfficer(test, [{ role: 'rights-admin' }, { role: 'general-officer' }]);
  const host = await anOfficer(test, []);
  const ask = (token: string, request: InjectOptions) =>
    test.ask(token, { ...request, url: `/api/v1${String(request.url)}` });
  const post: PeopleHouse['post'] = (token, url, payload) =>
    ask(token, payload === undefined ? { method: 'POST', url } : { method: 'POST', url, payload });
  const get: PeopleHouse['get'] = (token, url) => ask(token, { method: 'GET', url });
  const make: PeopleHouse['make'] = async (url, payload) => {
    const made = await post(admin.token, url, payload);
    if (made.status !== 201) throw new Error(`${url}: ${JSON.stringify(made.body)}`);
    return made.body.id;
  };
  const patch: PeopleHouse['patch'] = async (token, url, payload) => {
    const { headers } = await get(admin.token, url);
    return ask(token, { method: 'PATCH', url, payload, headers: { 'if-match': String(headers.etag) } });
  };
  const section = await make('/organisations', { name: '総務課', kind: 'section' });
  const otherSection = await make('/organisations', { name: '会計課', kind: 'section' });
  return {
    test,
    site: await aSite(test),
    section,
    otherSection,
    admin,
    host,
    post,
    get,
    make,
    patch,
  };
}

/** Registers a member of staff of the section. */
export function aColleague({ make, section }: PeopleHouse, name = '職員 一郎'): Promise<string> {
  return make('/persons', { kind: 'staff', name, organisationId: section });
}

/** A contract of the section that runs for a year, and a person under it. */
export async function aContractor(
  house: PeopleHouse,
  name = '警備 次郎',
): Promise<{ readonly contract: string; readonly person: string }> {
  const contract = await house.make('/contracts', {
    company: '関東警備株式会社',
    purpose: '庁舎警備',
    organisationId: house.section,
    validFrom: '2026-04-01T00:00:00+09:00',
    validUntil: '2027-04-01T00:00:00+09:00',
  });
  return { contract, person: await contractorOf(house, contract, name) };
}

export function contractorOf({ make }: PeopleHouse, contract: string, name: string): Promise<string> {
  return make('/persons', { kind: 'card-lent', name, affiliation: '関東警備', contractId: contract });
}

/** Registers a card of the person. */
export function aCard({ make }: PeopleHouse, person: string | undefined, number: string): Promise<string> {
  const holder = person === undefined ? {} : { person };
  return make('/cards', { format: 'wiegand-26', facility: '012', number, ...holder });
}

/** Makes somebody one of a unit: whoever is of the one that keeps a hidden room knows it. */
export async function joinUnit(
  { test }: Pick<PeopleHouse, 'test'>,
  { id }: Pick<Officer, 'id'>,
  unit: string,
): Promise<void> {
  await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
}

export type ApplicationOverrides = Readonly<Record<string, unknown>>;

/** What is applied for when nothing else is said: the office by day for half a year. */
export function anApplication(person: string, over: ApplicationOverrides = {}) {
  return {
    person,
    zones: ['office'],
    schedule: 'day',
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    purpose: '執務',
    ...over,
  };
}

/** Makes an officer of one zone of the site. */
export function anOfficerOf({ test, site }: PeopleHouse, zone: string): Promise<Officer> {
  return anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: zone }]);
}

/** Applies by the host's hand and has the officer approve; answers the permission. */
export async function anApprovedPermission(
  house: PeopleHouse,
  person: string,
  officer: Officer,
  over: ApplicationOverrides = {},
): Promise<string> {
  const { post, host, site } = house;
  const applied = await post(host.token, `/sites/${site}/permissions`, anApplication(person, over));
  if (applied.status !== 201) throw new Error(JSON.stringify(applied.body));
  const approved = await post(officer.token, `/sites/${site}/permissions/${applied.body.id}/approve`);
  if (approved.body.state !== 'approved') throw new Error(JSON.stringify(approved.body));
  return applied.body.id;
}
