import { makeMonths } from '../../src/access/state/keep-months.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createToken, type TokenHolder } from '../../src/operators/tokens/create-token.ts';
import { publishPermissions } from '../../src/people/permissions/publish-permissions.ts';
import { eraseDue } from '../../src/retention/due/erase-due.ts';
import { aGatewayOf, type TestGateway } from './a-gateway.ts';
import { type PermitHouse, startPermitHouse } from './a-permit-house.ts';
import { aReader } from './a-plan.ts';
import { given } from './a-reception.ts';
import type { DayLived } from './a-year.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { doorsAtEveryHour } from './doors-at-every-hour.ts';
import { fromTerminal } from './from-terminal.ts';
import { joinUnit } from './people-house.ts';
import type { TestAnswer } from './test-app.ts';

/** An office in which a year is lived, and whoever works there. */
export type YearHouse = PermitHouse & {
  /** Works in the office, attended by the host, and applies for what the host is to have. */
  readonly worker: Officer;
  /** 情報セキュリティ責任者 of the ministry: two of them decide on days of keeping, each reads records. */
  readonly officers: readonly [Officer, Officer];
  readonly gateway: TestGateway;
  /** Of the office. */
  readonly key: string;
  /** On the label of the phone of the host. */
  readonly label: number;
};

export async function startYearHouse(): Promise<YearHouse> {
  const house = await startPermitHouse({
    ...doorsAtEveryHour,
    readers: [...doorsAtEveryHour.readers, ...['street', 'hall'].map((to) => aReader('street-hall', to))],
  });
  const { test, host, section, determine, make } = house;
  await joinUnit(house, host, section);
  await determine('t2r14', 2, [{ value: 'permission' }]);
  await determine('t2r5', 2, [{ value: 'not-required' }]);
  await determine('t1r47', 2, [{ value: 'required' }]);
  await determine('t1r48', 2, [{ value: 'not-required' }]);
  await make('/cards', { ...cardOf(hostCard), person: host.id });
  const officer = () => anOfficer(test, [{ role: 'security-officer' }]);
  const { id: key } = await done(
    house.post(house.zoneOfficer.token, `/sites/${house.site}/keys`, {
      ...{ zone: 'office', code: 'k-1', sort: 'ordinary', keptAt: '守衛室' },
    }),
  );
  const { label } = await done(
    house.post(host.token, `/sites/${house.site}/private-devices`, { holder: host.id, sort: 'phone' }),
  );
  const year = await forAYear({
    ...house,
    ...{ key, label },
    worker: await anOfficer(test, []),
    officers: [await officer(), await officer()],
  });
  await importLists(year);
  return year;
}

const mintedBy = { osUser: 'test', host: 'test' };
const hostCard = '40001';
const cardOf = (number: string) => ({ format: 'wiegand-26', facility: '1', number });

/** What is brought along on the first day: permissions of who is there already, and the list of what stands there. */
async function importLists({ test, site, host, worker, zoneOfficer, post }: YearHouse): Promise<void> {
  const now = test.clock.now();
  const ofHall = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'hall' }]);
  const consent = (zone: string, by: Officer) =>
    ({ zone, by: by.id, as: 'zone-officer', at: now.toISOString() }) as const;
  const published = await publishPermissions(test.deps, fromTerminal(), site, [
    {
      permissionId: newId<'permission'>(),
      personId: host.id,
      applicantId: worker.id,
      zoneIds: ['hall', 'office'],
      scheduleId: 'day',
      validFrom: now,
      validUntil: new Date('2027-04-01T00:00:00+09:00'),
      purpose: '執務',
      duringLockdown: false,
      outsider: null,
      approvals: [consent('hall', ofHall), consent('office', zoneOfficer)],
    },
  ]);
  if (!published.ok) throw new Error(JSON.stringify(published.refusal));
  const list = '管理番号,種別,名称,区域,設置日\nPC-2026-0032,端末,窓口端末,office,2026-04-06';
  await done(post(zoneOfficer.token, `/sites/${site}/equipment/import`, { text: list }));
}

/** Lives the days of a year, one after the other; what is over by then is erased each day before. */
export async function liveYear(house: YearHouse, days: readonly DayLived[]): Promise<void> {
  for (const day of days) await liveDay(house, day);
}

/** What was answered, of whatever is no refusal. */
async function done(answer: Promise<TestAnswer>): Promise<TestAnswer['body']> {
  const { status, body } = await answer;
  if (status > 299) throw new Error(JSON.stringify(body));
  return body;
}

/** Whoever acts, with a token that lasts for the year. */
async function forAYear(house: Omit<YearHouse, 'gateway'>): Promise<YearHouse> {
  const minted = async (holder: TokenHolder) => {
    const made = await createToken(house.test.deps, fromTerminal(), { holder, days: 365, mintedBy });
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value.token;
  };
  const anew = async ({ id }: Officer) => ({ id, token: await minted({ type: 'person', id }) });
  const { host, reception, guard, zoneOfficer, worker, officers, site } = house;
  return {
    ...house,
    host: await anew(host),
    reception: await anew(reception),
    guard: await anew(guard),
    zoneOfficer: await anew(zoneOfficer),
    worker: await anew(worker),
    officers: [await anew(officers[0]), await anew(officers[1])],
    gateway: aGatewayOf(house.test, await minted({ type: 'gateway', id: 'gateway', siteId: site })),
  };
}

/** A day while it is lived: who came, and how it is told. */
type Day = {
  readonly house: YearHouse;
  readonly lived: DayLived;
  readonly visit: string;
  readonly guests: readonly string[];
  readonly at: (path: string) => string;
  readonly clock: (time: string) => void;
  readonly instant: (time: string) => string;
  readonly read: (
    reader: string,
    over?: { readonly at: string; readonly decided: object },
  ) => Promise<unknown>;
};

async function liveDay(house: YearHouse, lived: DayLived): Promise<void> {
  const { test, site, gateway } = house;
  const instant = (time: string) => `${lived.day}T${time}:00+09:00`;
  const clock = (time: string) => test.clock.set(new Date(instant(time)));
  const read: Day['read'] = (reader, over) => done(gateway.post(gateway.read(hostCard, reader, over)));
  clock('08:30');
  await makeMonths(test.deps);
  await eraseDue(test.deps);
  await read('street-hall-to-hall');
  if (lived.stranger) await done(gateway.post(gateway.read('99', 'street-hall-to-hall')));
  const planned = await planVisit(house, lived);
  const guests = planned.members.map(({ id }: { readonly id: string }) => id);
  const day: Day = {
    house,
    lived,
    visit: planned.id,
    guests,
    at: (path) => `/sites/${site}/${path}`,
    clock,
    instant,
    read,
  };
  clock('09:00');
  if (lived.come) await comeIn(day);
  clock('09:10');
  await read('hall-office-to-office');
  await done(
    house.post(house.guard.token, day.at(`presence/${house.host.id}`), {
      zone: 'office',
      reason: '巡回で確かめた',
    }),
  );
  if (lived.photographs) await photograph(day);
  if (lived.carries !== 'no') await carry(day);
  if (lived.works) await work(day);
  if (lived.phone) await carryPhone(day);
  if (lived.key) await borrowKey(day);
  clock('15:00');
  if (lived.come && lived.end !== 'open') await goOut(day, lived.end);
  clock('17:00');
  await read('hall-office-to-hall');
  await read('street-hall-to-street');
  clock('17:30');
  if (lived.late) {
    await read('hall-office-to-office', { decided: { verdict: 'grant' }, at: instant('08:50') });
  }
}

async function planVisit({ plan, host }: YearHouse, { guests, day }: DayLived): Promise<TestAnswer['body']> {
  return done(
    plan(host.token, {
      members: guests.map((name) => ({
        name,
        affiliation: `${name}商店`,
        telephone: `${name}気付`,
        vehicle: `${name}の車`,
        help: `${name}の手を引く`,
        things: [{ kind: 'pc', words: `${name}の端末` }],
      })),
      review: { examined: ['who', 'why', 'zones'] },
      days: [day],
      startsAt: '09:00',
      endsAt: '17:00',
      purposeWords: `${guests[0]}の件`,
    }),
  );
}

function atDesk(
  { house, lived: { day }, visit, at }: Day,
  step: string,
  body: object,
): Promise<TestAnswer['body']> {
  return done(house.post(house.reception.token, at(`visits/${visit}/${step}`), { day, ...body }));
}

async function comeIn(day: Day): Promise<void> {
  const { house, lived, guests } = day;
  await atDesk(day, 'check-in', { desk: 'front', members: guests.map((guest) => given(guest)) });
  if (lived.misheard) {
    const name = { what: 'name', name: `正${lived.guests[0]}`, affiliation: '正しい商店' };
    await atDesk(day, 'correct', { member: guests[0], reason: '聞き違い', ...name });
  }
  if (lived.led === 'not') return;
  const members = guests.map((member) => ({ member }));
  await atDesk(day, 'met', { members, by: house.host.id, declared: lived.led === 'declared' });
}

function goOut(day: Day, end: 'desk' | 'unknown'): Promise<unknown> {
  const members = day.guests.map((member) => ({ member }));
  const lost = { lastSeen: { words: '廊下' }, reason: '見当たらない' };
  return atDesk(day, 'check-out', { members, origin: end, ...(end === 'desk' ? {} : lost) });
}

async function photograph({ house, at, clock, instant }: Day): Promise<void> {
  const { host, zoneOfficer, post, permit } = house;
  const { id } = await done(
    post(host.token, at('photography'), {
      persons: [host.id],
      zones: ['office'],
      from: instant('09:00'),
      until: instant('12:00'),
      purpose: '広報誌',
      terms: { parts: ['image'], devices: ['camera'], responsible: host.id },
    }),
  );
  await done(permit(zoneOfficer.token, id, 'approve'));
  await done(permit(host.token, id, 'start'));
  clock('09:30');
  await done(permit(host.token, id, 'close', { report: '3枚' }));
}

async function carry({ house, lived, guests, at, clock, instant }: Day): Promise<void> {
  const { host, guard, post } = house;
  const [carrier] = guests;
  const { id } = await done(
    post(host.token, at('items'), {
      belongs: 'outside',
      owner: carrier,
      firm: '株式会社浜田',
      item: 'ノートPC',
      maker: '浜田電機',
      model: 'H-1',
      serial: `S${lived.day}`,
      medium: 'built-in',
      grade: { confidentiality: 2, integrity: 2, availability: 1 },
      quantity: 2,
    }),
  );
  await done(
    post(host.token, at('item-permits'), {
      persons: [carrier],
      zones: ['office'],
      from: instant('09:00'),
      until: instant('18:00'),
      purpose: '移行',
      terms: { way: 'in', items: [id], form: 'once', leaving: 'freely', stays: lived.carries === 'in' },
    }),
  );
  const check = (to: object) =>
    done(post(guard.token, at('item-checks'), { carrier, seen: [{ item: id, count: 2 }], ...to }));
  clock('09:40');
  await check({ to: 'office' });
  clock('10:40');
  if (lived.carries === 'in-and-out') await check({});
}

async function work({ house, at, clock, instant }: Day): Promise<void> {
  const { host, worker, zoneOfficer, post, permit } = house;
  const { id } = await done(
    post(host.token, at('works'), {
      persons: [worker.id],
      zones: ['office'],
      from: instant('09:00'),
      until: instant('18:00'),
      purpose: '空調の保守',
      terms: { form: 'once', attendants: [host.id] },
    }),
  );
  await done(permit(zoneOfficer.token, id, 'approve'));
  clock('11:00');
  await done(post(host.token, at(`works/${id}/begin`), { attendant: host.id, workers: 1 }));
  clock('11:30');
  await done(post(host.token, at(`works/${id}/end`), { workers: 1, result: '済んだ' }));
}

async function carryPhone({ house, at, clock, instant }: Day): Promise<void> {
  const { host, label, post } = house;
  clock('11:40');
  await done(
    post(host.token, at(`private-devices/${label}/permits`), {
      zones: ['office'],
      from: instant('09:00'),
      until: instant('18:00'),
      purpose: '子の学校からの連絡',
      carryIn: true,
      answers: [],
    }),
  );
}

async function borrowKey({ house, at, clock, instant }: Day): Promise<void> {
  const { host, zoneOfficer, key, post } = house;
  clock('12:00');
  const loan = { person: host.id, until: instant('18:00'), purpose: '早い開錠' };
  await done(post(zoneOfficer.token, at(`keys/${key}/lend`), loan));
  clock('13:00');
  await done(post(zoneOfficer.token, at(`keys/${key}/return`), { reason: '早く済んだ' }));
}
