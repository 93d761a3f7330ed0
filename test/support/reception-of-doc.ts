import { readFileSync } from 'node:fs';
import { aDoor, aPlan, aQuietGateway, aReader } from './a-plan.ts';
import { visitDay } from './a-reception.ts';
import { gatewayToken } from './an-office.ts';
import { anOfficer } from './an-officer.ts';
import { asOwner } from './as-owner.ts';
import { anApprovedPermission, anOfficerOf } from './people-house.ts';
import type { TestAnswer, TestApp } from './test-app.ts';
import { startVisitHouse, type VisitHouse } from './visit-house.ts';

/** What stands in a block of docs/reception.md: who sends it, when, and what of the answer is called how. */
type Example = {
  readonly who: string;
  readonly time: string;
  readonly method: string;
  readonly url: string;
  readonly called: readonly string[];
  readonly body: string;
};

/** docs/reception.md */
export const receptionDoc = readFileSync('docs/reception.md', 'utf8');

/** Its examples, in their order. */
export const receptionExamples: readonly Example[] = [
  ...receptionDoc.matchAll(/^```http (\S+) (\S+)\n(.*)\n([^`]*)```$/gm),
].map(([, who = '', time = '', line = '', body = '']) => {
  const [request = '', answer = ''] = line.split(' → ');
  const [method = '', url = ''] = request.split(' ');
  return { who, time, method, url, called: namesIn(answer), body };
});

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name = '']) => name);
}

/** The house of which docs/reception.md tells. */
export type ReceptionOfDoc = {
  readonly house: VisitHouse;
  /** Does what the examples say, one after the other, and tells of each how it was answered. */
  readonly follow: (
    ask: TestApp['ask'],
    told: (example: Example, answer: TestAnswer) => void,
  ) => Promise<void>;
};

export async function receptionOfDoc(): Promise<ReceptionOfDoc> {
  const ids = new Map<string, string>();
  const tokens = new Map<string, string>();
  const readers = ['office', 'hall'].map((to) => aReader('hall-office', to));
  const [street, , server] = aPlan().doors;
  const doors = [street, aDoor('hall', 'office', { contact: false }), server].flatMap((door) => door ?? []);
  const house = await startVisitHouse({}, aPlan({ doors, readers, gateways: [aQuietGateway] }));
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
  const filled = (text: string) =>
    text.replace(/\{([a-z]+)\}/g, (_, name: string) => ids.get(name) ?? `no {${name}} yet`);
  return {
    house,
    async follow(ask, told) {
      let read = {};
      for (const example of receptionExamples) {
        const { who, time, method, url, called, body } = example;
        test.clock.set(new Date(`${visitDay}T${time}:00+09:00`));
        const payload = body === '' ? {} : { payload: JSON.parse(filled(body)) };
        const request = {
          method: method === 'GET' ? ('GET' as const) : ('POST' as const),
          url: `/api/v1${filled(url)}`,
          ...payload,
        };
        const answer = await ask(tokens.get(who), { ...request, headers: read });
        const { etag } = answer.headers;
        if (etag !== undefined) read = { 'if-match': String(etag) };
        told(example, answer);
        for (const name of called) ids.set(name, idCalled(name, answer.body));
      }
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
function idCalled(name: string, body: any): string {
  const lists = { destination: body.destinations, member: body.members };
  const listed = Object.entries(lists).find(([key]) => key === name);
  return listed === undefined ? (body.id ?? body.ids[0]) : listed[1][0].id;
}
