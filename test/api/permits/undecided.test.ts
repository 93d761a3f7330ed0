import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PermitKind } from '../../../src/permits/kinds/permit-kinds.ts';
import { aGatewayOf, codesOf } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anEngineer } from '../../support/a-take-out.ts';
import { gatewayToken } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOutsider } from '../../support/an-outsider.ts';
import { doorsAtEveryHour } from '../../support/doors-at-every-hour.ts';
import { joinUnit } from '../../support/people-house.ts';
import type { TestAnswer } from '../../support/test-app.ts';

/** A permit that nobody decided: what lets it be, how it is applied for, what makes somebody be asked, and each moment at which it is used. */
type Life = {
  readonly spare: () => Promise<void>;
  readonly apply: () => Promise<TestAnswer>;
  readonly ask: () => Promise<void>;
  /** Whether it lets something be done, at each moment at which that is asked. */
  readonly uses: Readonly<Record<string, (id: string) => Promise<boolean>>>;
};

let house: PermitHouse;
let staff: Officer;
let sectionOfficer: Officer;
const morning = new Date('2026-04-06T00:00:00.000Z');
const hours = { from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T18:00:00+09:00' };

beforeAll(async () => {
  const zones = aPlan(doorsAtEveryHour).zones.map((zone) =>
    zone.id === 'hall' ? { ...zone, handover: true } : zone,
  );
  house = await startPermitHouse({ ...doorsAtEveryHour, zones });
  courier = await house.make('/persons', { kind: 'courier', name: '配達 三郎', affiliation: '関東運輸' });
  house.test.clock.set(morning);
  staff = await anEngineer(house);
  sectionOfficer = await anOfficer(house.test, [{ role: 'section-officer', scope: house.section }]);
  await joinUnit(house, house.host, house.section);
  for (const row of ['t1r48', 't1r50', 't2r18']) await house.determine(row, 2, [{ value: 'not-required' }]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const at = (rest: string) => `/sites/${house.site}/${rest}`;
const say = (url: string, body?: object, { token }: Officer = staff) => house.post(token, at(url), body);
const isDone = ({ status }: TestAnswer) => status < 300;
const step = async (id: string, name: string, body?: object) =>
  isDone(await house.permit(staff.token, id, name, body));
const asks = (row: string) => () => house.determine(row, 2, [{ value: 'required' }]);
const c2 = { confidentiality: 2, integrity: 1, availability: 1 };

/** Of each kind; a kind that nobody is ever undecided of says why. */
const lives = {
  photography: {
    spare: () => house.determine('t2r14', 2, [{ value: 'notification' }]),
    apply: async () => {
      await house.place(staff.id, 'office');
      const terms = { parts: ['image'], devices: ['camera'], responsible: staff.id };
      return say('photography', { ...hours, persons: [staff.id], zones: ['office'], purpose: '例', terms });
    },
    ask: () => house.determine('t2r14', 2, [{ value: 'permission' }]),
    uses: {
      beginning: (id) => step(id, 'start'),
      asking: async () => {
        const url = at(`photography/allowed?person=${staff.id}&zone=office&part=image`);
        return (await house.get(staff.token, url)).body.allowed;
      },
    },
  },
  'private-device': {
    spare: () => house.determine('t2r8', 3, [{ value: 'not-required' }]),
    apply: async () => {
      const { label } = (await say('private-devices', { holder: staff.id, sort: 'phone' })).body;
      return say(`private-devices/${label}/permits`, {
        ...{ ...hours, purpose: '例', zones: ['server'], carryIn: true, answers: [] },
      });
    },
    ask: () => house.determine('t2r8', 3, [{ value: 'permission' }]),
    uses: { beginning: (id) => step(id, 'start') },
  },
  'system-item': {
    spare: () => house.determine('t2r5', 2, [{ value: 'not-required' }]),
    apply: async () => {
      const item = await anItem();
      const terms = { way: 'in', items: [item], form: 'standing', leaving: 'freely', stays: true };
      return say('item-permits', { ...hours, persons: [staff.id], zones: ['office'], purpose: '例', terms });
    },
    ask: asks('t2r5'),
    uses: {
      'the look at the door': async (id) => {
        const { terms } = (await house.permit(staff.token, id)).body;
        const seen = [{ item: terms.items[0], count: 1 }];
        const { body } = await say('item-checks', { carrier: staff.id, to: 'office', seen }, house.guard);
        return body.items[0].found === 1;
      },
    },
  },
  'take-out': {
    spare: async () => {
      const from = {
        ...hours,
        basis: 'lending-book',
        rows: ['t2r22'],
        unit: house.section,
        book: 'pool',
        reason: '例',
      };
      waiver = (await say('permit-waivers', from, sectionOfficer)).body.id;
    },
    apply: async () => {
      const lent = await say(
        'book-loans',
        { book: 'pool', borrower: staff.id, item: 'PC', until: hours.until },
        house.host,
      );
      return say('take-outs', {
        ...{ ...hours, persons: [staff.id], purpose: '例' },
        terms: {
          ...{
            grade: { ...c2, confidentiality: 3 },
            information: '例',
            minimum: '例',
            place: '例',
            media: ['terminal'],
            outsideNetwork: false,
          },
          lentFrom: lent.body,
        },
      });
    },
    ask: async () => {
      await say(`permit-waivers/${waiver}/end`, { reason: '例' }, sectionOfficer);
    },
    uses: { beginning: (id) => step(id, 'start') },
  },
  transfer: {
    spare: async () => {
      const asked = {
        ...hours,
        basis: 'permission',
        rows: ['meti-13-c2'],
        unit: house.section,
        reason: '例',
      };
      waiver = (await say('permit-waivers', asked, sectionOfficer)).body.id;
    },
    apply: async () => {
      return say('transfers', {
        ...{ ...hours, persons: [staff.id], purpose: '例' },
        terms: {
          ...{ form: 'standing', grade: c2, information: '例', pieces: 1, sheets: 1, measures: '例' },
          section: house.otherSection,
        },
      });
    },
    ask: async () => {
      await say(`permit-waivers/${waiver}/end`, { reason: '例' }, sectionOfficer);
    },
    uses: {
      'handing over': async (permission) =>
        isDone(
          await say('deliveries/documents', {
            ...{
              by: staff.id,
              messenger: house.host.id,
              section: house.otherSection,
              pieces: 1,
              outside: true,
            },
            information: { grade: c2, sheets: 1, permission },
          }),
        ),
    },
  },
  delivery: {
    spare: () => house.determine('t2r17', 1, [{ value: 'not-required' }]),
    apply: async () => {
      const terms = { carrier: '関東運輸', things: ['parcel'] };
      return say('delivery-permits', { ...hours, persons: [], zones: ['hall'], purpose: '例', terms });
    },
    ask: () => house.determine('t2r17', 1, [{ value: 'required' }]),
    uses: {
      'handing over': async () => {
        const entry = { courier, reason: '例' };
        return isDone(
          await say('deliveries', { zone: 'hall', carrier: '関東運輸', pieces: 1, by: staff.id, entry }),
        );
      },
    },
  },
  work: {
    spare: () => house.determine('t1r49', 2, [{ value: 'not-required' }]),
    apply: async () => {
      number += 1;
      const zones = ['hall', 'office'];
      const contract = await house.make('/contracts', {
        ...{ company: '株式会社浜田設備', purpose: '空調の保守', organisationId: house.section },
        ...{ validFrom: '2026-04-01T00:00:00+09:00', validUntil: '2027-04-01T00:00:00+09:00' },
      });
      worker = await anOutsider(house.test.deps, house.site, {
        number: String(number),
        host: staff.id,
        zones,
        contract,
      });
      await house.place(staff.id, 'office');
      const terms = { form: 'recurring', contract, attendants: [staff.id] };
      return say('works', { ...hours, persons: [worker.id], zones: ['office'], purpose: '例', terms });
    },
    ask: asks('t1r49'),
    uses: {
      beginning: async (id) => isDone(await say(`works/${id}/begin`, { attendant: staff.id, workers: 1 })),
      'beginning again': async (id) => {
        await say(`works/${id}/end`, { workers: 1, result: '例' });
        return isDone(await say(`works/${id}/begin`, { attendant: staff.id, workers: 1 }));
      },
      'the read at the door': async () => {
        token ??= await gatewayToken(house.test.deps, house.site, 'gateway');
        await house.place(worker.id, 'hall');
        const gateway = aGatewayOf(house.test, token);
        const { body } = await gateway.post(gateway.read(worker.number, 'hall-office-to-office'));
        return !codesOf(body.results[0]).includes('work-not-attended');
      },
    },
  },
  installing: {
    spare: () => house.determine('t2r26', 2, [{ value: 'notification' }]),
    apply: async () => {
      const terms = { installed: 'server', what: 'ファイルサーバ' };
      return say('installations', { ...hours, zones: ['office'], purpose: '例', terms });
    },
    ask: () => house.determine('t2r26', 2, [{ value: 'permission' }]),
    uses: { beginning: (id) => step(id, 'start') },
  },
  linking: {
    spare: async () => {
      await house.determine('t2r29', 2, [{ value: 'notification' }]);
      await house.determine('t2r30', 1, [{ value: 'allowed' }]);
    },
    apply: async () => {
      const terms = { medium: 'lan', what: '基幹スイッチで接続' };
      return say('links', { ...hours, zones: ['hall', 'office'], purpose: '例', terms });
    },
    ask: () => house.determine('t2r29', 2, [{ value: 'permission' }]),
    uses: { beginning: (id) => step(id, 'start') },
  },
  exception: 'somebody decides it, or it is not there',
  'person-exception': 'somebody decides it, or it is not there',
  application: 'somebody decides it, or it is not there',
} satisfies Record<PermitKind, Life | string>;

let waiver: string;
let token: string | undefined;
let courier: string;
let number = 70_000;
let worker: Awaited<ReturnType<typeof anOutsider>>;

async function anItem(): Promise<string> {
  const { body } = await say('items', {
    ...{ belongs: 'ministry', owner: staff.id, item: 'PC', medium: 'none', quantity: 1 },
    grade: { confidentiality: 2, integrity: 1, availability: 1 },
  });
  return body.id;
}

const filed = { status: 201, body: { state: 'filed' } };

const tasks = async (id: string) => {
  const { items } = (await house.get(staff.token, at('permit-tasks?mine=true'))).body;
  const found = items.find(({ permit }: { permit: string }) => permit === id);
  return (found?.tasks ?? []).map(({ is, due }: { is: string; due: string }) => ({ is, due }));
};

describe('what nobody decided', () => {
  const told = Object.entries(lives).flatMap(([kind, life]) =>
    typeof life === 'string' ? [] : [[kind, life] as const],
  );

  it.each(told)(
    'lets nothing be done any more once its row asks for a decision, and who applied is told since then: %s',
    async (_, life: Life) => {
      const lets = async (id: string) => {
        const said: boolean[] = [];
        for (const use of Object.values(life.uses)) said.push(await use(id));
        return new Set(said);
      };
      await life.spare();
      const applied = [await life.apply(), await life.apply()];
      expect(applied).toMatchObject([filed, filed]);
      const [used, unused] = applied.map(({ body }) => body.id);
      expect(await lets(used)).toEqual(new Set([true]));
      for (const id of [used, unused]) expect(await tasks(id)).toEqual([]);
      const askedAt = new Date('2026-04-06T06:00:00.000Z');
      house.test.clock.set(askedAt);
      await life.ask();
      const asked = [{ is: 'asked-anew', due: askedAt.toISOString() }];
      for (const id of [used, unused]) expect(await tasks(id)).toEqual(asked);
      expect(await lets(unused)).toEqual(new Set([false]));
    },
  );

  it('of works begins no more once row 50 asks for cameras, and keeps nobody out whom row 49 does not', async () => {
    const { spare, apply, uses } = lives.work;
    // After all that is told above: no determination goes back behind another.
    house.test.clock.set(new Date('2026-04-06T07:00:00.000Z'));
    await spare();
    const { id } = (await apply()).body;
    await house.determine('t1r50', 2, [{ value: 'required' }]);
    expect(await uses.beginning(id)).toBe(false);
    expect(await uses['the read at the door']()).toBe(true);
    expect(await tasks(id)).toMatchObject([{ is: 'asked-anew' }]);
  });
});
