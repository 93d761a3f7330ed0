import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { type PermitKind, permitKindNames } from '../../../src/permits/kinds/permit-kinds.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aTakeOut } from '../../support/a-take-out.ts';
import { aTransfer } from '../../support/a-transfer.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import type { TestAnswer } from '../../support/test-app.ts';

/** What is sent to an operation on a permit, and the kinds it is an operation on. */
type Sent = readonly [kinds: readonly PermitKind[], body?: object];

const reason = { reason: '例' };
const until = '2026-04-06T12:00:00+09:00';
const someone = newId<'person'>();
/** In order as to its form, and wrong in all that is looked up. */
const anywhere = {
  persons: [someone],
  zones: ['nowhere'],
  from: '2026-04-06T09:00:00+09:00',
  until,
  purpose: '例',
};
const measures = { alternatives: '例', risk: '例', handling: '例' };
const worn = { sort: 'armband', number: '1' };

/** Every operation on a permit; a new one is put here. */
const operations: Readonly<Record<string, Sent>> = {
  'permits/{permit}/approve': [permitKindNames],
  'permits/{permit}/return': [permitKindNames, reason],
  'permits/{permit}/reject': [permitKindNames, reason],
  'permits/{permit}/revoke': [permitKindNames, reason],
  'permits/{permit}/waive-report': [permitKindNames, reason],
  'permits/{permit}/look': [permitKindNames, { accepted: false }],
  'permits/{permit}/extend': [permitKindNames, { until, ...reason }],
  'permits/{permit}/start': [permitKindNames],
  'permits/{permit}/withdraw': [permitKindNames],
  'permits/{permit}/close': [permitKindNames, {}],
  'permits/{permit}/report': [permitKindNames, { report: '例' }],
  'openings/{permit}/resubmit': [
    ['exception', 'person-exception', 'application'],
    {
      kind: 'exception',
      rows: ['t2r14'],
      zones: ['nowhere'],
      from: anywhere.from,
      until,
      ...reason,
      terms: measures,
    },
  ],
  'openings/{permit}/afterwards': [['exception', 'person-exception'], measures],
  'photography/{permit}/resubmit': [
    ['photography'],
    { ...anywhere, terms: { parts: ['image'], devices: ['camera'], responsible: someone } },
  ],
  'photography/{permit}/conditions': [
    ['photography'],
    { answers: [{ condition: 'lens-sealed', met: true }] },
  ],
  'photography/{permit}/tokens': [['photography'], { tokens: [{ ...worn, holder: someone }] }],
  'photography/{permit}/tokens/return': [['photography'], worn],
  'photography/{permit}/tokens/lose': [['photography'], worn],
  'photography/{permit}/review': [['photography'], { result: 'cleared' }],
  'device-permits/{permit}/conditions': [
    ['private-device'],
    { answers: [{ condition: 'antivirus', met: true }] },
  ],
  'private-devices/{label}/permits/{permit}/resubmit': [
    ['private-device'],
    { zones: ['nowhere'], from: anywhere.from, until, carryIn: true, answers: [] },
  ],
  'take-outs/{permit}/resubmit': [['take-out'], aTakeOut(someone)],
  'take-outs/{permit}/reentry': [['take-out'], { lan: 'lan', checks: { antivirus: true, patches: true } }],
  'item-permits/{permit}/resubmit': [
    ['system-item'],
    { ...anywhere, terms: { way: 'in', items: [someone], form: 'once' } },
  ],
  'delivery-permits/{permit}/resubmit': [
    ['delivery'],
    { ...anywhere, terms: { carrier: '株式会社関東運輸', things: ['parcel'] } },
  ],
  'transfers/{permit}/resubmit': [
    ['transfer'],
    { persons: [someone], from: anywhere.from, until, purpose: '例', terms: aTransfer().terms },
  ],
  'installations/{permit}/resubmit': [
    ['installing'],
    {
      ...{ from: anywhere.from, until, purpose: '例', zones: ['nowhere'] },
      terms: { installed: 'server', what: '例' },
    },
  ],
  'links/{permit}/resubmit': [
    ['linking'],
    {
      ...{ from: anywhere.from, until, purpose: '例', zones: ['nowhere', 'anywhere'] },
      terms: { medium: 'lan', what: '例' },
    },
  ],
  'works/{permit}/resubmit': [['work'], { ...anywhere, terms: { form: 'once', attendants: [someone] } }],
  'works/{permit}/tools/{tool}/allow': [['work']],
  'works/{permit}/workers': [['work'], { persons: [someone] }],
  'works/{permit}/begin': [['work'], { workers: 1 }],
  'works/{permit}/relieve': [['work'], { attendant: someone }],
  'works/{permit}/end': [['work'], { workers: 1, result: '例' }],
};

/** What was lent is given back whatever became of the permit. */
const whateverState = ['photography/{permit}/tokens/return', 'photography/{permit}/tokens/lose'];

let house: PermitHouse;
/** Holds a role of another zone, is of the staff, and sees none of the permits. */
let elsewhere: Officer;
let seesAll: Officer;
/** A permit of each kind that is over. */
const permitOf = new Map<PermitKind, string>();

beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site, host, post, permit, zoneOfficer } = house;
  seesAll = await anOfficer(test, [
    { role: 'security-officer' },
    { role: 'system-officer' },
    { role: 'reception', siteId: site },
  ]);
  elsewhere = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'hall' }]);
  await house.determine('t2r14', 2, [{ value: 'permission' }]);
  const { body } = await post(host.token, `/sites/${site}/photography`, {
    ...anywhere,
    persons: [host.id],
    zones: ['office'],
    terms: { parts: ['image'], devices: ['camera'], responsible: host.id },
  });
  await permit(zoneOfficer.token, body.id, 'reject', reason);
  for (const kind of permitKindNames) {
    const id = newId<'permit'>();
    permitOf.set(kind, id);
    await test.pool.query(
      `insert into permits select (json_populate_record(p, json_build_object('permit_id', $2::text, 'kind', $3::text, 'terms', coalesce($4::jsonb, p.terms)))).*
        from permits p where permit_id = $1 and until_seq is null`,
      [body.id, id, kind, termsOf[kind] ?? null],
    );
  }
});
afterAll(() => house.test.close());

/** Of the kinds whose acts read them before they look at the state. */
const termsOf: Partial<Record<PermitKind, object>> = {
  'take-out': aTakeOut(someone).terms,
  'private-device': { label: 1, carryIn: true, answers: [{ condition: 'antivirus', met: true }] },
};

/** Acts on a permit, as somebody; what does not depend on the permit's id. */
async function act(name: string, { token }: Officer, id: string, body: object | undefined) {
  const url = name.replace('{permit}', id).replace('{label}', '1').replace('{tool}', 'open-flame');
  const answer: TestAnswer = await house.post(token, `/sites/${house.site}/${url}`, body);
  const { instance, requestId, ...said } = answer.body;
  return { status: answer.status, said };
}

describe('an act on a permit', () => {
  it('is one of those that are looked at here', async () => {
    const { body } = await house.test.ask(undefined, { url: '/openapi.json' });
    const site = '/api/v1/sites/{site}/';
    const found = Object.entries(Object(body.paths)).flatMap(([path, methods]) =>
      path.includes('{permit}') && 'post' in Object(methods) ? [path.replace(site, '')] : [],
    );
    expect(found.toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it.each(Object.entries(operations))(
    'tells nothing of one that is not seen: %s',
    async (name, [kinds, body]) => {
      const unknown = await act(name, elsewhere, newId<'permit'>(), body);
      expect([403, 404]).toContain(unknown.status);
      for (const kind of kinds) {
        expect(await act(name, elsewhere, permitOf.get(kind) ?? '', body)).toEqual(unknown);
      }
    },
  );

  it.each(Object.entries(operations))(
    'says of one of another kind that there is none: %s',
    async (name, [kinds, body]) => {
      for (const kind of permitKindNames) {
        const { status } = await act(name, seesAll, permitOf.get(kind) ?? '', body);
        // It is over, and that is said before anything of what was sent.
        if (kinds.includes(kind)) expect(whateverState.includes(name) ? [422] : [403, 409]).toContain(status);
        else expect(status).toBe(404);
      }
    },
  );
});
