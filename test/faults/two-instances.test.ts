import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryKind } from '../../src/log/entry/entry-kinds.ts';
import type { Zone } from '../../src/zones/plan/site-plan.ts';
import { aMinistry, planOf } from '../support/a-ministry.ts';
import { frontDesk } from '../support/a-reception.ts';
import { aControl } from '../support/a-ruled-zone.ts';
import { admitVisitor, aVisitor, takeCardBack, type Visitor } from '../support/a-visitor.ts';
import { aVisitorAtTheDesk, type DeskOfToday, type Guest } from '../support/a-visitor-at-the-desk.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { anOfficer } from '../support/an-officer.ts';
import { accountOf, nothingWrong } from '../support/counted-once.ts';
import { planWithGateways } from '../support/many-gateways.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway, type ReplayingGateway } from '../support/replaying-gateway.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { aWallClock } from '../support/wall-clock.ts';

let test: TestApp;
let office: Office;
let here: string;
let there: ServiceProcess;
beforeAll(async () => {
  test = await startTestApp(aWallClock());
  office = await anOffice(test.deps, { plan: planWithGateways(8), staff: 120 });
  here = await test.app.listen({ host: '127.0.0.1', port: 0 });
  there = await startServiceProcess(test);
});
afterAll(async () => {
  await there.end('SIGKILL');
  await test.close();
});

const gatewaysAt = (
  addressOf: (index: number) => string,
  numbers: readonly string[],
  { tokens }: Pick<Office, 'tokens'> = office,
) =>
  [...tokens].map(([id, token], index) =>
    aReplayingGateway(id, numbers, (payload) => postTo(addressOf(index), token, payload)),
  );
const numbersOf = (persons: readonly { readonly number: string }[]) => persons.map(({ number }) => number);

const posting = (gateways: readonly ReplayingGateway[]) =>
  gateways.map((gateway) => () => gateway.workUntilAnswered(3));
const acknowledgedBy = (gateways: readonly ReplayingGateway[]) =>
  gateways.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);

describe('two instances on one database', () => {
  it('write one log: whoever looks sees it without a gap, up to its head (I2)', async () => {
    const before = (await entriesOf(test.pool, office.siteId)).length;
    const gateways = gatewaysAt(
      (index) => (index % 2 === 0 ? here : there.address),
      numbersOf(office.persons),
    );
    const glances = await meanwhile(posting(gateways), async () => {
      const seen: { readonly count: number; readonly last: number; readonly head: number }[] = [];
      const moments = () => new Set(seen.map(({ last }) => last)).size;
      while ((seen.at(-1)?.last ?? 0) < before + 600 || moments() <= 5) seen.push(await glance());
      return seen;
    });
    expect(glances.filter(({ count, last, head }) => count !== last || last !== head)).toEqual([]);
    expect(await accountOf(test.pool, office.siteId, gateways)).toEqual(nothingWrong);
  });

  it('never grant by a card whose stop the other one has acknowledged (I5)', async () => {
    const token = await aMachine(test, 'card-desk', [{ role: 'rights-admin' }]);
    const victims = office.persons.slice(0, 60);
    const gateways = gatewaysAt(() => there.address, numbersOf(victims));
    await meanwhile(posting(gateways), async () => {
      for (const { cardId } of victims) {
        const answer = await test.ask(token, {
          method: 'POST',
          url: `/api/v1/cards/${cardId}/report-lost`,
          payload: { reason: '紛失の届け出' },
        });
        expect(answer.status).toBe(200);
      }
      const enough = acknowledgedBy(gateways) + 2 * victims.length;
      while (acknowledgedBy(gateways) < enough) await sleep(1);
    });
    const entries = (await entriesOf(test.pool, office.siteId)).map(({ text }) => JSON.parse(text));
    const stoppedAt = new Map<string, number>(
      entries.filter(({ kind }) => kind === 'card-lost').map(({ subject, seq }) => [subject.card, seq]),
    );
    expect(stoppedAt.size).toBe(victims.length);
    const later = entries.filter(
      ({ kind, seq, subject }) => kind === 'card-read' && seq > (stoppedAt.get(subject.card) ?? seq),
    );
    expect(later.length).toBeGreaterThan(victims.length);
    expect(later.filter(({ decision }) => decision.verdict === 'grant')).toEqual([]);
    await readAgain(victims);
  });

  it('never let in a visitor whose pass, check-in or visit the other one has ended (I5)', async () => {
    const { organisation } = await aMinistry(test);
    const plan = planOf(organisation, planWithGateways(2));
    const building = await anOffice(test.deps, { plan, staff: 0 });
    const { siteId } = building;
    const visitors: Visitor[] = [];
    for (let number = 70_001; number <= 70_030; number += 1) {
      visitors.push(await aVisitor(test.deps, siteId, { number: String(number), zones: ['hall'] }));
    }
    const token = await aMachine(test, 'pass-desk', [{ role: 'rights-admin' }]);
    const suspend = async ({ card }: Visitor): Promise<number> => {
      const url = `/api/v1/cards/${card}/suspend`;
      const { status } = await test.ask(token, { method: 'POST', url, payload: { reason: '返却がない' } });
      expect(status).toBe(200);
      return (await entriesOf(test.pool, siteId)).findLast(({ kind }) => kind === 'card-suspended')?.seq ?? 0;
    };
    const stops = [
      suspend,
      ({ card }: Visitor) => takeCardBack(test.deps, siteId, card),
      (visitor: Visitor) => admitVisitor(test.deps, siteId, visitor, ['hall'], { open: false }),
      (visitor: Visitor) => admitVisitor(test.deps, siteId, visitor, []),
    ];
    const gateways = gatewaysAt(() => there.address, numbersOf(visitors), building);
    const stoppedAt = new Map<string, number>();
    await meanwhile(posting(gateways), async () => {
      while (acknowledgedBy(gateways) < visitors.length) await sleep(1);
      for (const [index, visitor] of visitors.entries()) {
        const seq = await stops[index % stops.length]?.(visitor);
        if (seq !== undefined) stoppedAt.set(visitor.card, seq);
      }
      const enough = acknowledgedBy(gateways) + 2 * visitors.length;
      while (acknowledgedBy(gateways) < enough) await sleep(1);
    });
    await expectNoGrantAfter(siteId, stoppedAt);
  });

  it('never let in a visitor whose visit was cancelled or paused, or whose host was suspended, by the other one (I5)', async () => {
    const { building, desk } = await aBuilding();
    const { siteId } = building;
    const guests: Guest[] = [];
    for (let number = 71_001; number <= 71_018; number += 1) {
      guests.push(await aVisitorAtTheDesk(test, desk, String(number)));
    }
    const admin = await aMachine(test, 'rights', [{ role: 'rights-admin' }]);
    const payload = { reason: '都合が変わった' };
    const stop = async (token: string, url: string, kind: EntryKind): Promise<number> => {
      const { status, body } = await test.ask(token, { method: 'POST', url: `/api/v1/${url}`, payload });
      expect(status, JSON.stringify(body)).toBe(200);
      return (await entriesOf(test.pool, siteId)).findLast((entry) => entry.kind === kind)?.seq ?? 0;
    };
    const visitAt = (visit: string) => `sites/${siteId}/visits/${visit}`;
    const stops = [
      ({ host, visit }: Guest) => stop(host.token, `${visitAt(visit)}/cancel`, 'visit-cancelled'),
      ({ host, visit }: Guest) => stop(host.token, `${visitAt(visit)}/pause`, 'visit-paused'),
      ({ host }: Guest) => stop(admin, `persons/${host.id}/suspend`, 'person-suspended'),
    ];
    const gateways = gatewaysAt(() => there.address, numbersOf(guests), building);
    const stoppedAt = new Map<string, number>();
    await meanwhile(posting(gateways), async () => {
      while (acknowledgedBy(gateways) < guests.length) await sleep(1);
      for (const [index, guest] of guests.entries()) {
        const seq = await stops[index % stops.length]?.(guest);
        if (seq !== undefined) stoppedAt.set(guest.card, seq);
      }
      const enough = acknowledgedBy(gateways) + 2 * guests.length;
      while (acknowledgedBy(gateways) < enough) await sleep(1);
    });
    expect([...stoppedAt.values()].filter((seq) => seq === 0)).toEqual([]);
    await expectNoGrantAfter(siteId, stoppedAt);
  });

  it('never let in a visitor by an escort whom the other one has suspended (I5)', async () => {
    const { building, desk } = await aBuilding({ staff: 6, controls: [aControl({ row: 't1r35' })] });
    const { siteId, persons: escorts } = building;
    const guests: Guest[] = [];
    for (const [index, { id }] of escorts.entries()) {
      guests.push(await aVisitorAtTheDesk(test, desk, String(73_001 + index), [id]));
    }
    const admin = await aMachine(test, 'escort-rights', [{ role: 'rights-admin' }]);
    const pairs = guests.flatMap((guest, index) => [guest, ...escorts.slice(index, index + 1)]);
    const gateways = gatewaysAt(() => there.address, numbersOf(pairs), building);
    const stoppedAt = new Map<string, number>();
    await meanwhile(posting(gateways), async () => {
      while (acknowledgedBy(gateways) < 2 * pairs.length) await sleep(1);
      for (const [index, { id }] of escorts.entries()) {
        const url = `/api/v1/persons/${id}/suspend`;
        const payload = { reason: '調査' };
        expect((await test.ask(admin, { method: 'POST', url, payload })).status).toBe(200);
        const suspended = (await entriesOf(test.pool, siteId)).findLast(
          ({ kind }) => kind === 'person-suspended',
        );
        stoppedAt.set(guests[index]?.member ?? '', suspended?.seq ?? 0);
      }
      const enough = acknowledgedBy(gateways) + 2 * pairs.length;
      while (acknowledgedBy(gateways) < enough) await sleep(1);
    });
    const reads = (await entriesOf(test.pool, siteId))
      .filter(({ kind }) => kind === 'card-read')
      .map(({ text }) => JSON.parse(text))
      .flatMap(({ seq, subject, decision }) =>
        [subject.person, ...(subject.with ?? [])]
          .filter((person) => stoppedAt.has(person))
          .map((member) => ({ member, isLate: seq > (stoppedAt.get(member) ?? seq), ...decision })),
      );
    const membersOf = (some: typeof reads) => new Set(some.map(({ member }) => member)).size;
    const granted = reads.filter(({ verdict }) => verdict === 'grant');
    expect(membersOf(granted)).toBe(guests.length);
    expect(membersOf(reads.filter(({ isLate }) => isLate))).toBe(guests.length);
    expect(granted.filter(({ isLate }) => isLate)).toEqual([]);
  });
});

type Building = { readonly building: Office; readonly desk: DeskOfToday };

/** A site of a ministry of its own with a desk where it is about noon, this many staff, and these controls of its hall. */
async function aBuilding({
  staff = 0,
  controls = [],
}: {
  readonly staff?: number;
  readonly controls?: Zone['controls'];
} = {}): Promise<Building> {
  const { organisation } = await aMinistry(test);
  const timeZone = aZoneAtNoon(test.clock.now());
  const plan = planOf(organisation, {
    ...planWithGateways(2),
    site: { name: '第二庁舎', timeZone },
    desks: [{ ...frontDesk, organisation }],
  });
  const zones = plan.zones.map((zone) => (zone.id === 'hall' ? { ...zone, controls } : zone));
  const building = await anOffice(test.deps, { plan: { ...plan, zones }, staff, firstNumber: 72_000 });
  const { siteId } = building;
  const reception = await anOfficer(test, [{ role: 'reception', siteId }]);
  return { building, desk: { siteId, organisation, timeZone, reception } };
}

/** Every card was let in before its stop and read after it, and none let in then. */
async function expectNoGrantAfter(siteId: string, stoppedAt: ReadonlyMap<string, number>): Promise<void> {
  const reads = (await entriesOf(test.pool, siteId))
    .filter(({ kind }) => kind === 'card-read')
    .map(({ text }) => JSON.parse(text));
  const isAfter = ({ seq, subject }: (typeof reads)[number]) => seq > (stoppedAt.get(subject.card) ?? seq);
  const granted = reads.filter(({ decision }) => decision.verdict === 'grant');
  expect(new Set(granted.map(({ subject }) => subject.card)).size).toBe(stoppedAt.size);
  expect(new Set(reads.filter(isAfter).map(({ subject }) => subject.card)).size).toBe(stoppedAt.size);
  expect(granted.filter(isAfter)).toEqual([]);
}

/** Where it is about noon now, so that no day ends meanwhile. */
function aZoneAtNoon(now: Date): string {
  const ahead = 12 - now.getUTCHours();
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** What a reader of the log sees at one moment. */
async function glance() {
  const { rows } = await test.pool.query<{ count: number; last: number; head: number }>(
    `select count(*) as count, max(seq) as last, (select seq from heads where site_id = $1) as head
      from entries where site_id = $1`,
    [office.siteId],
  );
  return rows[0] ?? { count: 0, last: 0, head: 0 };
}

/** Each card once more, at the other instance, long after its stop. */
async function readAgain(persons: Office['persons']): Promise<void> {
  const [gateway] = gatewaysAt(() => there.address, numbersOf(persons));
  for (let count = 0; count < persons.length; count += 1) await gateway?.workUntilAnswered(1);
  expect(new Set([...(gateway?.acknowledged.values() ?? [])].map(({ verdict }) => verdict))).toEqual(
    new Set(['deny']),
  );
}
