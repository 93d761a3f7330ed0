import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoor, aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { visitDay } from '../../support/a-reception.ts';
import { gatewayToken } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { anApprovedPermission, anOfficerOf } from '../../support/people-house.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

/** What stands in a block of docs/reception.md: who sends it, when, and what of the answer is called how. */
type Example = {
  readonly who: string;
  readonly time: string;
  readonly method: string;
  readonly url: string;
  readonly called: readonly string[];
  readonly body: string;
};

const doc = readFileSync('docs/reception.md', 'utf8');
const examples: readonly Example[] = [...doc.matchAll(/^```http (\S+) (\S+)\n(.*)\n([^`]*)```$/gm)].map(
  ([, who = '', time = '', line = '', body = '']) => {
    const [request = '', answer = ''] = line.split(' → ');
    const [method = '', url = ''] = request.split(' ');
    return { who, time, method, url, called: namesIn(answer), body };
  },
);
const routes = [...doc.matchAll(/(GET|POST) (\/[a-z][^\s`?）]*)/g)].map(([, method = '', path = '']) => ({
  method: method.toLowerCase(),
  path,
}));

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name = '']) => name);
}

let house: VisitHouse;
const ids = new Map<string, string>();
const tokens = new Map<string, string>();

beforeAll(async () => {
  const readers = ['office', 'hall'].map((to) => aReader('hall-office', to));
  const [street, , server] = aPlan().doors;
  const doors = [street, aDoor('hall', 'office', { contact: false }), server].flatMap((door) => door ?? []);
  house = await startVisitHouse({}, aPlan({ doors, readers, gateways: [aQuietGateway] }));
  const { test, site, host, admin, make, reception, section } = house;
  const guard = await anOfficer(test, [{ role: 'guard', siteId: site }]);
  const colleague = await anOfficer(test, []);
  for (const { id } of [host, colleague]) {
    await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, section]);
  }
  const number = (person: string, own: string) =>
    make('/cards', { format: 'wiegand-26', facility: '1', number: own, person });
  await number(host.id, '1001');
  await number(colleague.id, '1002');
  await anApprovedPermission(house, host.id, await anOfficerOf(house, 'office'));
  for (const [name, id] of Object.entries({ site, host: host.id, colleague: colleague.id }))
    ids.set(name, id);
  const head = await anOfficer(test, [{ role: 'section-officer', siteId: site }]);
  const held = { 'rights-admin': admin, 'section-officer': head, host, reception, guard };
  for (const [who, { token }] of Object.entries(held)) tokens.set(who, token);
  tokens.set('gateway', await gatewayToken(test.deps, site, 'gateway'));
});
afterAll(() => house.test.close());

const filled = (text: string) =>
  text.replace(/\{([a-z]+)\}/g, (_, name: string) => ids.get(name) ?? `no {${name}} yet`);

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
function idCalled(name: string, body: any): string {
  const lists = { destination: body.destinations, member: body.members };
  const listed = Object.entries(lists).find(([key]) => key === name);
  return listed === undefined ? (body.id ?? body.ids[0]) : listed[1][0].id;
}

describe('docs/reception.md', () => {
  it('names routes that the service has', async () => {
    const { body } = await house.test.ask(undefined, { url: '/openapi.json' });
    const known = Object.entries(Object(body.paths)).flatMap(([path, methods]) =>
      Object.keys(Object(methods)).map((method) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`),
    );
    const named = routes.map(({ method, path }) => `${method} /api/v1${path.replace(/\{\w+\}/g, '{}')}`);
    expect(named.filter((one) => !known.includes(one))).toEqual([]);
    expect(named.length).toBeGreaterThan(examples.length);
  });

  it('has examples that do what they say, one after the other', async () => {
    expect(examples.length).toBe(doc.match(/^```http/gm)?.length);
    let read = {};
    for (const { who, time, method, url, called, body } of examples) {
      house.test.clock.set(new Date(`${visitDay}T${time}:00+09:00`));
      const payload = body === '' ? {} : { payload: JSON.parse(filled(body)) };
      const request = {
        method: method === 'GET' ? ('GET' as const) : ('POST' as const),
        url: `/api/v1${filled(url)}`,
        ...payload,
      };
      const answer = await house.test.ask(tokens.get(who), { ...request, headers: read });
      const { etag } = answer.headers;
      if (etag !== undefined) read = { 'if-match': String(etag) };
      const wrong = `${who} ${time} ${method} ${url}: ${JSON.stringify(answer.body)}`;
      expect(answer.status, wrong).toBeLessThan(300);
      for (const one of [answer.body.members ?? []].flat()) expect(one.done ?? true, wrong).toBe(true);
      for (const name of called) ids.set(name, idCalled(name, answer.body));
      if (who === 'gateway') {
        const verdicts = answer.body.results.map(({ verdict }: { verdict: string }) => verdict);
        expect(verdicts, wrong).toEqual(['wait', 'grant']);
      }
    }
  });
});
