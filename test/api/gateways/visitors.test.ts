import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isNotedLeaving } from '../../../src/live/entries/leaving-told.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aMinistry, type Ministry, planOf } from '../../support/a-ministry.ts';
import { aReader } from '../../support/a-plan.ts';
import {
  admitVisitor,
  aVisitor,
  lendCard,
  type NewVisitor,
  takeCardBack,
  type Visitor,
} from '../../support/a-visitor.ts';
import { anOffice, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { aClock, startTestApp, type TestApp } from '../../support/test-app.ts';

/** 12:00 in Tokyo, a Monday. */
const noon = new Date('2026-04-06T03:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const hallAndOffice = ['hall', 'office'];

let test: TestApp;
let ministry: Ministry;
let office: Office;
let gateway: TestGateway;
let numbers = 50_000;

beforeAll(async () => {
  test = await startTestApp(aClock(noon));
  ministry = await aMinistry(test);
  const plan = planOf(ministry.organisation);
  office = await anOffice(test.deps, {
    plan: { ...plan, readers: [...plan.readers, aReader('hall-office', 'hall')] },
  });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  // Nobody is escorted; whoever leaves the server room is confirmed.
  for (const zoneClass of [1, 2, 3]) {
    await determine('t1r33', zoneClass, 'required');
    await determine('t1r35', zoneClass, 'not-required');
  }
  await determine('t1r20', 3, 'required');
  for (const row of ['t1r20', 't1r21']) await determine(row, 2, 'not-required');
  await determine('t1r21', 3, 'not-required');
});
afterAll(() => test.close());

async function determine(row: string, zoneClass: number, value: string): Promise<void> {
  const { organisation, officer, other } = ministry;
  const determination = { organisation, row, class: zoneClass, value, words: '例', basis: '例' };
  const payload = { ...determination, from: noon.toISOString() };
  const url = '/api/v1/determinations';
  const { body } = await test.ask(officer.token, { method: 'POST', url, payload });
  const adopt = { method: 'POST', url: `${url}/${body.id}/adopt`, payload: {} } as const;
  expect((await test.ask(other.token, adopt)).status).toBe(200);
}

function somebody(over: Partial<NewVisitor> = {}): Promise<Visitor> {
  numbers += 1;
  return aVisitor(test.deps, office.siteId, { number: String(numbers), zones: hallAndOffice, ...over });
}

const change = (visitor: Visitor, over: Parameters<typeof admitVisitor>[4]) =>
  admitVisitor(test.deps, office.siteId, visitor, hallAndOffice, over);

async function reads({ number }: Pick<Visitor, 'number'>, reader: string) {
  const { body } = await gateway.post(gateway.read(number, reader));
  const entry = await lastEntryOf(test.pool, office.siteId);
  const written = ({ code, row }: { readonly code: string; readonly row?: string }) =>
    row === undefined ? code : `${code}@${row}`;
  return {
    verdict: body.results[0].verdict,
    reasons: entry.decision.reasons.map(written),
    notes: entry.decision.notes.map(written),
    alarms: entry.effects.flatMap((effect: { type: string; kind?: string }) =>
      effect.type === 'alarm' ? [effect.kind] : [],
    ),
    entry,
  };
}

describe('a visitor with a pass of the desk', () => {
  it('goes where the visit says, is recorded as themselves by that visit, and is known to be there', async () => {
    const visitor = await somebody();
    const { member, visit, card } = visitor;
    expect((await reads(visitor, 'street-hall-to-hall')).verdict).toBe('grant');
    const { verdict, entry } = await reads(visitor, 'hall-office-to-office');
    expect(verdict).toBe('grant');
    expect(entry.subject).toMatchObject({ person: member, visit, card });
    expect(entry.decision.restsOn).toEqual([{ person: member, visit }]);
    expect(await placeOf(test.pool, office.siteId, member)).toMatchObject({ zone: 'hall', to: 'office' });
  });

  it('is refused a zone that the visit does not name, and where identity and review do not count', async () => {
    const visitor = await somebody({ over: { identityZoneIds: ['hall'], reviewedZoneIds: ['hall'] } });
    expect((await reads(visitor, 'street-hall-to-hall')).verdict).toBe('grant');
    expect(await reads(visitor, 'hall-office-to-office')).toMatchObject({
      verdict: 'deny',
      reasons: ['identity-not-confirmed@t1r27', 'host-review-missing@t1r31'],
      entry: { subject: { visit: visitor.visit } },
    });
    expect((await reads(visitor, 'office-server-to-server')).reasons).toContain('zone-not-in-visit@t1r33');
  });

  it('is refused from the end of the visit on, and before the desk has let them in', async () => {
    const [late, early] = [
      await somebody({ over: { endsAt: noon } }),
      await somebody({ over: { open: false } }),
    ];
    expect((await reads(late, 'hall-office-to-office')).reasons).toEqual(['visit-over@t1r19']);
    expect((await reads(early, 'hall-office-to-office')).reasons).toEqual(['visit-not-checked-in@t1r19']);
  });
});

describe('a way out', () => {
  it('is granted to a visitor whose visit was stopped, always noted for the host, and the guard is called where row 20 asks', async () => {
    const visitor = await somebody();
    await reads(visitor, 'hall-office-to-office');
    await change(visitor, { open: false, zoneIds: [] });
    expect((await reads(visitor, 'hall-office-to-office')).verdict).toBe('deny');
    expect(await reads(visitor, 'office-server-to-office')).toMatchObject({
      verdict: 'grant',
      notes: ['visit-not-checked-in@t1r20', 'zone-not-in-visit@t1r20', 'no-permission-below'],
      alarms: ['unconfirmed-leaving'],
    });
    const unasked = await reads(visitor, 'hall-office-to-hall');
    expect(unasked).toMatchObject({
      verdict: 'grant',
      reasons: [],
      notes: ['visit-not-checked-in', 'zone-not-in-visit', 'no-permission-below'],
      alarms: [],
    });
    expect(isNotedLeaving(unasked.entry)).toBe(true);
  });

  it('of a pass that was taken back is refused only where row 20 asks who it is, with the guard called', async () => {
    const visitor = await somebody({ zones: ['hall', 'office', 'server'] });
    await reads(visitor, 'office-server-to-server');
    await takeCardBack(test.deps, office.siteId, visitor.card);
    expect(await reads(visitor, 'hall-office-to-office')).toMatchObject({
      verdict: 'deny',
      reasons: ['card-unassigned@t1r19'],
    });
    expect(await reads(visitor, 'office-server-to-office')).toMatchObject({
      verdict: 'deny',
      reasons: ['card-unassigned@t1r20'],
      alarms: ['refused-leaving'],
    });
    expect(await reads(visitor, 'hall-office-to-hall')).toMatchObject({
      verdict: 'grant',
      notes: ['card-unassigned'],
    });
  });
});

describe('a late read of a pass', () => {
  it('is judged by whom it was lent to and by what the visit said when it was made', async () => {
    const first = await somebody();
    test.clock.set(at(5));
    await change(first, { open: false });
    test.clock.set(at(10));
    await takeCardBack(test.deps, office.siteId, first.card);
    test.clock.set(at(15));
    const second = await somebody();
    await lendCard(test.deps, office.siteId, first.card, second.member);
    test.clock.set(at(20));
    const told = (minutes: number) =>
      gateway.read(first.number, 'hall-office-to-office', {
        decided: { verdict: 'grant' },
        at: at(minutes).toISOString(),
      });
    const judged = [];
    for (const minutes of [2, 7, 12, 17]) {
      const { body } = await gateway.post(told(minutes));
      const { subject, decision, effects } = await lastEntryOf(test.pool, office.siteId);
      const codes = decision.reasons.map(({ code }: { code: string }) => code);
      expect(decision.notes.map(({ code }: { code: string }) => code)).toContain('not-judged');
      const differs = effects.some(({ kind }: { kind?: string }) => kind === 'late-discrepancy');
      judged.push([subject.person, subject.visit, body.results[0].verdict, codes, differs]);
    }
    expect(judged).toEqual([
      [first.member, first.visit, 'grant', [], false],
      [first.member, first.visit, 'deny', ['visit-not-checked-in'], true],
      [undefined, undefined, 'deny', ['card-unassigned'], true],
      [second.member, second.visit, 'grant', [], false],
    ]);
  });
});
