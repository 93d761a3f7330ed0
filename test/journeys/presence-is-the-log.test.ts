import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../src/db/pool.ts';
import { findLoan } from '../../src/people/loans/loan-rows.ts';
import { aBusyDay, busyPlaces, type DeskAct, liveThrough } from '../support/a-busy-day.ts';
import { aMinistry, planOf } from '../support/a-ministry.ts';
import { admitVisitor, aVisitor, lendCard, takeCardBack, type Visitor } from '../support/a-visitor.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { statesAtOnce } from '../support/stored-state.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let other: LiveInstance;
let organisation: string;
beforeAll(async () => {
  test = await startTestApp();
  // So that a visitor may go as far as the hall without an escort.
  organisation = (await aMinistry(test)).organisation;
  other = await startInstance(test);
});
afterAll(async () => {
  await other.close();
  await test.close();
});

let offices = 0;
async function anotherOffice(): Promise<Office> {
  offices += 1;
  return anOffice(test.deps, {
    plan: planOf(organisation, busyPlaces),
    staff: 9,
    firstNumber: 10_000 * offices,
  });
}

/** Three visitors of an office, each with a pass. */
async function visitorsOf({ siteId }: Office): Promise<readonly Visitor[]> {
  const visitors: Visitor[] = [];
  for (let nth = 1; nth <= 3; nth += 1) {
    visitors.push(await aVisitor(test.deps, siteId, { number: `${offices}V${nth}`, zones: ['hall'] }));
  }
  return visitors;
}

/** What the desk does; what it has done already it does not do again. */
async function atTheDesk({ siteId }: Office, visitor: Visitor | undefined, act: DeskAct): Promise<void> {
  if (visitor === undefined) return;
  const { card, member } = visitor;
  const lent = (await findLoan({ db: databaseOf(test.pool) }, siteId, card)) !== undefined;
  if (act === 'open' || act === 'close') {
    await admitVisitor(test.deps, siteId, visitor, ['hall'], { open: act === 'open' });
  } else if (act === 'lend' && !lent) await lendCard(test.deps, siteId, card, member);
  else if (act === 'take-back' && lent) await takeCardBack(test.deps, siteId, card);
}

describe('who is where, and all else the tables say', () => {
  it('equals the replay of the effects, whatever happens, on two instances (I9), and no visitor is let in by what was ended (I5)', async () => {
    await fc.assert(
      fc.asyncProperty(aBusyDay(20), async (day) => {
        const office = await anotherOffice();
        const visitors = await visitorsOf(office);
        const statuses = await liveThrough(day, {
          test,
          other,
          token: office.tokens.get('gateway') ?? '',
          numbers: [...office.persons, ...visitors].map(({ number }) => number),
          atTheDesk: (visitor, act) => atTheDesk(office, visitors[visitor], act),
        });
        expect(statuses.filter((status) => status !== 200)).toEqual([]);
        const { stored, replayed } = await statesAtOnce(test.pool, office.siteId);
        expect(stored).toEqual(replayed);
        expect(await elsewhereByHistory(office.siteId)).toEqual([]);
        expect(await admittedByNothing(office.siteId)).toEqual([]);
      }),
      { numRuns: 25, seed: 20260406 },
    );
    expect(visitorsLetIn).toBeGreaterThan(10);
    const kinds = await kindsSeen();
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'card-read',
        'passage-not-taken',
        'gateway-silent',
        'read-abandoned',
        'fire-signal',
      ]),
    );
  });
});

/** Whose last move, by when it happened, leads elsewhere than the table of places says. */
async function elsewhereByHistory(siteId: string): Promise<readonly unknown[]> {
  const { rows } = await test.pool.query(
    `select p.person_id as person, p.zone_id as zone, p.since, m.zone_id as moved, m.happened_at as at
      from presence p left join lateral (
        select zone_id, happened_at from moves m where m.site_id = p.site_id and m.person_id = p.person_id
        order by happened_at desc, seq desc, ordinal desc limit 1
      ) m on true
      where p.site_id = $1 and (p.zone_id, p.since) is distinct from (m.zone_id, m.happened_at)`,
    [siteId],
  );
  return rows;
}

let visitorsLetIn = 0;

/** Visitors whom a live read let in although no loan and no open admission of theirs was in force when it was decided (I5). */
async function admittedByNothing(siteId: string): Promise<readonly unknown[]> {
  const { rows } = await test.pool.query<{ seq: number; lent: boolean; admitted: boolean }>(
    `select seq, exists (select from loans l where l.site_id = $1 and l.card_id = (text::json -> 'subject' ->> 'card')::uuid
        and l.holder_id = e.person_id and l.from_seq < seq and (l.until_seq is null or l.until_seq > seq)) as lent,
      exists (select from admissions a where a.site_id = $1 and a.member_id = e.person_id and a.open
        and a.from_seq < seq and (a.until_seq is null or a.until_seq > seq)) as admitted
      from entries e
      where site_id = $1 and kind = 'card-read' and verdict = 'grant' and text::json -> 'subject' ->> 'visit' is not null
        and text::json -> 'decision' ->> 'direction' = 'entering'
        and not text::jsonb @? '$.decision.notes[*] ? (@.code == "not-judged" || @.code == "emergency-release")'`,
    [siteId],
  );
  visitorsLetIn += rows.length;
  return rows.filter(({ lent, admitted }) => !lent || !admitted);
}

async function kindsSeen(): Promise<ReadonlySet<string>> {
  const { rows } = await test.pool.query<{ kind: string }>('select distinct kind from entries');
  return new Set(rows.map(({ kind }) => kind));
}
