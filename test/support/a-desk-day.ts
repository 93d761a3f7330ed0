import fc from 'fast-check';
import { aGateway, type TestGateway } from './a-gateway.ts';
import { visitDay as day, given } from './a-reception.ts';
import type { TestAnswer } from './test-app.ts';
import { untilAnswered } from './until-answered.ts';

/** An office of a day: whoever is there, by their order, and what they hold. */
export type DeskOffice = {
  readonly site: string;
  /** Each is a host, has a card of that number, and acts by a token. */
  readonly staff: readonly { readonly id: string; readonly number: string; readonly token: string }[];
  readonly passes: readonly { readonly id: string; readonly numeral: string; readonly number: string }[];
  readonly readers: readonly string[];
  readonly reception: string;
  readonly admin: string;
  readonly gateway: string;
};

/** One thing that happens: which, of whom, and at which of the two services it is told. Numbers pick among what there is. */
type Happening = {
  readonly act: ActName;
  readonly one: number;
  readonly other: number;
  readonly which: number;
  readonly there: boolean;
};

/** What happens in one go, all of it at the same time, after so many seconds. */
export type DeskDay = readonly { readonly seconds: number; readonly happenings: readonly Happening[] }[];

type Visit = {
  readonly id: string;
  readonly host: DeskOffice['staff'][number];
  readonly destination: string;
  readonly zones: readonly string[];
  readonly members: readonly string[];
};

/** Whatever is asked of one of two services. */
export type AskService = (
  there: boolean,
  token: string,
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
) => Promise<TestAnswer>;

/** Where an act is done. */
type Doing = {
  readonly office: DeskOffice;
  readonly tell: (token: string, path: string, payload?: object) => Promise<TestAnswer>;
  readonly look: (token: string, path: string) => Promise<TestAnswer>;
  /** What the gateway tells, after whatever it told before. */
  readonly read: (...reads: readonly (readonly [number: string, reader: string])[]) => Promise<TestAnswer>;
  readonly visits: Visit[];
  readonly happening: Happening;
};

type Act = (doing: Doing) => Promise<TestAnswer | undefined>;

const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % items.length];

/** One of the visits planned last: what is done at a desk is mostly about the same few people. */
const lately = (visits: readonly Visit[], at: number): Visit | undefined => pick(visits.slice(-4), at);

/** An act at the desk on one of the visits, which nobody does while there is none. */
function onVisit(
  step: string,
  body: (visit: Visit, doing: Doing) => object,
  by: (visit: Visit, doing: Doing) => string = (_, { office }) => office.reception,
): Act {
  return async (doing) => {
    const visit = lately(doing.visits, doing.happening.which);
    if (visit === undefined) return undefined;
    const path = `/sites/${doing.office.site}/visits/${visit.id}/${step}`;
    return doing.tell(by(visit, doing), path, body(visit, doing));
  };
}

const reason = '確認のため';
const byHost = ({ host }: Visit) => host.token;
const some = ({ members }: Visit, { one }: Happening) => (one % 3 === 0 ? members.slice(0, 1) : [...members]);

function onPass(step: string, body: object): Act {
  return async ({ office, tell, happening }) => {
    const pass = pick(office.passes, happening.one);
    return tell(office.reception, `/sites/${office.site}/passes/${pass?.id}/${step}`, body);
  };
}

function onPerson(step: string): Act {
  return async ({ office, tell, happening }) =>
    tell(office.admin, `/persons/${pick(office.staff.slice(0, 2), happening.one)?.id}/${step}`, { reason });
}

/** Mostly by the host, or by whoever comes after the host. */
function onWard(step: string, by: 'host' | 'next', body: (next: string) => object | undefined): Act {
  return async ({ office, tell, visits, happening: { one, other, which } }) => {
    const visit = lately(visits, which);
    const ward = visit && pick(visit.members, other);
    if (visit === undefined || ward === undefined) return undefined;
    const next = pick(office.staff, office.staff.indexOf(visit.host) + 1);
    const usual = by === 'host' ? visit.host : next;
    const actor = one % 5 === 0 ? pick(office.staff, one) : usual;
    return tell(actor?.token ?? '', `/sites/${office.site}/custody/${ward}/${step}`, body(next?.id ?? ''));
  };
}

/** Everything that is done at a desk, and what is read at the doors meanwhile. */
const acts = {
  async plan({ office, tell, look, visits, happening: { one, other, which } }) {
    const host = pick(office.staff, one);
    const second = pick(office.staff, one + 1);
    if (host === undefined || second === undefined) return undefined;
    const zones = [which % 4 === 0 ? 'laboratory' : 'office'];
    const planned = await tell(host.token, `/sites/${office.site}/visits`, {
      destinations: [{ host: host.id, zones, ...(other % 2 === 0 ? { escorts: [second.id] } : {}) }],
      members: Array.from({ length: 1 + (other % 3) }, (_, nth) => ({
        name: `来客 ${visits.length} ${nth}`,
        affiliation: '個人',
      })),
      purpose: 'meeting',
      days: [day],
      startsAt: '09:00',
      endsAt: '23:00',
      ...(which % 6 === 5 ? {} : { review: { examined: ['who', 'why', 'zones'] } }),
    });
    if (planned.status !== 201) return planned;
    const shown = await look(office.reception, `/sites/${office.site}/visits/${planned.body.id}`);
    visits.push({
      id: planned.body.id,
      host,
      destination: shown.body.destinations[0].id,
      zones,
      members: shown.body.members.map(({ id }: { id: string }) => id),
    });
    return planned;
  },
  async review(doing) {
    const visit = lately(doing.visits, doing.happening.which);
    if (visit === undefined) return undefined;
    const { members, zones } = visit;
    const said = { examined: ['who', 'why', 'zones'], members, zones };
    const path = `/sites/${doing.office.site}/visits/${visit.id}/destinations/${visit.destination}/review`;
    return doing.tell(visit.host.token, path, said);
  },
  async withdraw(doing) {
    const visit = lately(doing.visits, doing.happening.which);
    if (visit === undefined) return undefined;
    const path = `/sites/${doing.office.site}/visits/${visit.id}/destinations/${visit.destination}/withdraw-review`;
    return doing.tell(visit.host.token, path, { reason });
  },
  'check-in': onVisit('check-in', (visit, { office, happening }) => ({
    day,
    desk: 'front',
    members: some(visit, happening).map((member, nth) =>
      given(member, {
        ...(happening.other % 6 === 5 ? { identity: undefined } : {}),
        ...(nth === 0 ? { instead: undefined, pass: pick(office.passes, happening.one)?.numeral } : {}),
      }),
    ),
  })),
  met: onVisit('met', (visit, { happening: { other } }) => ({
    day,
    members: visit.members.map((member) => ({ member })),
    by: visit.host.id,
    declared: other % 2 === 0,
  })),
  'step-out': onVisit('step-out', (visit, { happening }) => ({
    day,
    members: some(visit, happening).map((member) => ({ member })),
  })),
  'step-in': onVisit('step-in', (visit, { happening }) => ({
    day,
    members: some(visit, happening).map((member) => ({ member })),
  })),
  'check-out': onVisit('check-out', (visit, { happening }) => ({
    day,
    members: some(visit, happening).map((member) => ({ member, passReturned: happening.other % 2 === 0 })),
    ...(happening.other % 3 === 0
      ? { origin: 'unknown', lastSeen: { words: '廊下' }, reason: '見当たらない' }
      : { origin: 'desk' }),
  })),
  /** By one of the entries of late, which may be anything. */
  'check-out-by-read': onVisit('check-out', (visit, { happening: { one, other } }) => ({
    day,
    members: [{ member: pick(visit.members, one), read: Math.max(1, 20 + other * 9 - one) }],
    origin: 'read',
  })),
  'correct-name': onVisit('correct', (visit, { happening: { one } }) => ({
    day,
    member: pick(visit.members, one),
    reason,
    what: 'name',
    name: '佐東 花子',
    affiliation: '個人',
  })),
  'correct-pass': onVisit('correct', (visit, { office, happening: { one, other } }) => ({
    day,
    member: pick(visit.members, one),
    reason,
    what: 'pass',
    pass: other % 3 === 0 ? null : pick(office.passes, other)?.numeral,
  })),
  'correct-person': onVisit('correct', (visit, { visits, happening: { one, other } }) => {
    const came = lately(visits, other);
    return {
      day,
      member: pick(visit.members, one),
      reason,
      what: 'person',
      came: { visit: came?.id, member: came && pick(came.members, one) },
    };
  }),
  'correct-check-out': onVisit('correct', (visit, { happening: { one } }) => ({
    day,
    member: pick(visit.members, one),
    reason,
    what: 'check-out',
  })),
  pause: onVisit('pause', () => ({ reason }), byHost),
  resume: onVisit('resume', () => ({ reason }), byHost),
  cancel: onVisit('cancel', () => ({ reason }), byHost),
  declare: onWard('declare', 'host', () => undefined),
  offer: onWard('offer', 'host', (to) => ({ to })),
  take: onWard('take', 'next', () => undefined),
  'stop-host': onPerson('suspend'),
  'take-up-host': onPerson('resume'),
  'lose-pass': onPass('report-lost', { reason }),
  'miss-pass': onPass('miss', { reason }),
  'restore-pass': onPass('restore', { reason }),
  'take-pass-back': onPass('take-back', {}),
  async read({ office, read, happening: { one, which } }) {
    const numbers = [...office.staff, ...office.passes].map(({ number }) => number);
    return read([pick(numbers, one) ?? '', pick(office.readers, which) ?? '']);
  },
  async pair({ office, read, happening: { one, other, which } }) {
    const reader = pick(office.readers, which) ?? '';
    const pair = [pick(office.passes, one)?.number ?? '', pick(office.staff, other)?.number ?? ''];
    return read(...(other % 2 === 0 ? pair : pair.toReversed()).map((number) => [number, reader] as const));
  },
} as const satisfies Record<string, Act>;

type ActName = keyof typeof acts;

/** What happens often, beside everything that happens at all. */
const often: readonly ActName[] = [
  ...Array<ActName>(10).fill('pair'),
  ...Array<ActName>(9).fill('read'),
  ...Array<ActName>(7).fill('check-in'),
  ...Array<ActName>(4).fill('plan'),
  ...Array<ActName>(2).fill('correct-person'),
  ...Array<ActName>(2).fill('offer'),
  ...Array<ActName>(3).fill('take'),
  ...Array<ActName>(2).fill('declare'),
  ...Array<ActName>(2).fill('take-pass-back'),
  ...Array<ActName>(4).fill('take-up-host'),
  ...Array<ActName>(3).fill('met'),
  ...Array<ActName>(2).fill('restore-pass'),
  ...Array<ActName>(2).fill('check-out'),
  ...Array<ActName>(2).fill('review'),
];

const isAct = (name: string): name is ActName => Object.hasOwn(acts, name);
const number = fc.nat(11);

const aHappening: fc.Arbitrary<Happening> = fc.record({
  act: fc.constantFrom(...Object.keys(acts).filter(isAct), ...often),
  one: number,
  other: number,
  which: number,
  there: fc.boolean(),
});

/** So many goes of one to three things each, some seconds apart. */
export const aDeskDay = (goes: number): fc.Arbitrary<DeskDay> =>
  fc.array(
    fc.record({
      seconds: fc.constantFrom(0, 1, 2, 3, 8, 15, 60),
      happenings: fc.array(aHappening, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: goes, maxLength: goes },
  );

/**
 * What a day begins with: two visits are there, one of them inside by a pair of reads, the other by the word of its host. The host of
 * a third is stopped while it waits in the hall, and a colleague who may escort it reads beside it.
 */
const morning: readonly Pick<Happening, 'act' | 'one' | 'other' | 'which'>[] = [
  { act: 'plan', one: 0, other: 1, which: 1 },
  { act: 'plan', one: 1, other: 2, which: 4 },
  { act: 'check-in', one: 1, other: 1, which: 0 },
  { act: 'check-in', one: 2, other: 1, which: 1 },
  { act: 'met', one: 1, other: 0, which: 1 },
  { act: 'read', one: 1, other: 0, which: 0 },
  { act: 'pair', one: 1, other: 0, which: 0 },
  { act: 'plan', one: 0, other: 0, which: 1 },
  { act: 'check-in', one: 3, other: 1, which: 2 },
  { act: 'stop-host', one: 0, other: 0, which: 0 },
  { act: 'pair', one: 0, other: 2, which: 0 },
  { act: 'take-up-host', one: 0, other: 0, which: 0 },
];

/** What was answered, in no order. */
export type Answered = { readonly act: ActName; readonly answer: TestAnswer };

/** Lives through a day at two services. Each go is over before the next begins. */
export async function liveDeskDay(
  deskDay: DeskDay,
  office: DeskOffice,
  ask: AskService,
  clock: { readonly now: () => Date; readonly set: (now: Date) => void },
): Promise<readonly Answered[]> {
  const visits: Visit[] = [];
  const answered: Answered[] = [];
  let there = false;
  let told: Promise<unknown> = Promise.resolve();
  const gateway: TestGateway = aGateway(
    (payload) => ask(there, office.gateway, 'POST', '/gateway/events', payload),
    clock.now,
  );
  const doing = (happening: Happening): Doing => ({
    office,
    visits,
    happening,
    tell: (token, path, payload) => ask(happening.there, token, 'POST', path, payload),
    look: (token, path) => ask(happening.there, token, 'GET', path),
    read(...reads) {
      // A gateway has one line: what it told before is answered before it tells more.
      const answer = told.then(() => {
        ({ there } = happening);
        const events = reads.map(([card, reader]) => gateway.read(card, reader));
        return untilAnswered(() => gateway.post(...events));
      });
      told = answer;
      return answer;
    },
  });
  const take = async (happening: Happening) => {
    const answer = await acts[happening.act](doing(happening));
    if (answer !== undefined) answered.push({ act: happening.act, answer });
  };
  for (const one of morning) await take({ ...one, there: one.one % 2 === 0 });
  for (const { seconds, happenings } of deskDay) {
    clock.set(new Date(clock.now().getTime() + seconds * 1000));
    await Promise.all(happenings.map(take));
  }
  return answered;
}
