import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EventFilter,
  eventStatement,
  type SearchValues,
  sourceFor,
} from '../../src/live/entries/event-sources.ts';
import {
  type EventSearch,
  type EventsFound,
  findEvent,
  findEvents,
  findSeqFrom,
} from '../../src/live/entries/find-events.ts';
import { findLogSpan } from '../../src/live/reading/find-log-span.ts';
import { buildMonthBook } from '../../src/live/reading/month-book.ts';
import { type MonthsOfLog, monthOf, timesOf } from '../../src/live/reading/months-of-log.ts';
import type { Entry } from '../../src/log/entry.ts';
import { parseEntry } from '../../src/log/parse-entry.ts';
import { aPassage, append, aSite } from '../support/a-site.ts';
import { entriesOf } from '../support/an-office.ts';
import { scansOf } from '../support/plan-scans.ts';
import { onServer } from '../support/server-connection.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const person = '01890000-0000-7000-8000-0000000000aa';
const card = '01890000-0000-7000-8000-0000000000bb';
const other = '01890000-0000-7000-8000-0000000000cc';
const denied = {
  verdict: 'deny',
  direction: 'entering',
  reasons: [{ code: 'no-permission', clause: '2.3.1.1(2)(a)', row: 't1r19' }],
  notes: [],
  rules: { policy: 'unified-h24-draft', site: 1, ministry: 1 },
};

/** By which columns of which table each source finds its entries. */
const keys = {
  person: ['person_id', 'seq'],
  card: ['card_id', 'seq'],
  kind: ['kind', 'seq'],
  reason: ['seq'],
  refusal: ['seq'],
  door: ['door_id', 'seq'],
  log: ['seq'],
} as const;

/** A plan for whatever is asked, as before anything is known of the table; no other than by an index and in its order. */
const planning = `set plan_cache_mode = force_generic_plan; set enable_sort = off; set enable_seqscan = off; set enable_bitmapscan = off`;

/** Where only the form of a statement matters. */
const nothing: SearchValues = {
  site: person,
  above: 0,
  below: 0,
  from: new Date('2026-02-01'),
  until: new Date('2026-06-01'),
  limit: 0,
  mostLooked: 0,
  person: null,
  card: null,
  door: null,
  kind: null,
  verdict: null,
  reason: null,
  zones: null,
  doors: [],
  seenZones: null,
  seenDoors: [],
  everywhere: [],
};

const filters = [
  {},
  { person },
  { person: other },
  { card },
  { kind: 'door-forced' },
  { kind: 'card-read' },
  { verdict: 'deny' },
  { verdict: 'grant', person },
  { reason: 'no-permission' },
  { reason: 'passback' },
  { door: 'office-server' },
  { door: 'office-server', kind: 'card-read', person },
  { zone: 'server' },
  { card, verdict: 'deny', reason: 'no-permission' },
] as const satisfies readonly EventFilter[];

/** Five months, two of them without an entry, and one far ahead that nobody has made. */
const days = ['2026-02-20', '2026-03-01', '2026-05-31', '2050-01-15'];

describe('lists of entries over many months', () => {
  let test: TestApp;
  let siteId: string;
  let entries: readonly Entry[];
  let search: (filter: EventFilter, asked: Partial<EventSearch>) => Promise<EventsFound>;
  let months: MonthsOfLog;

  beforeAll(async () => {
    test = await startTestApp();
    test.clock.set(new Date('2026-02-10T00:00:00.000Z'));
    siteId = await aSite(test);
    for (const day of days) {
      test.clock.set(new Date(`${day}T00:00:00.000Z`));
      const subject = { door: 'office-server', from: 'office', to: 'server', person };
      await append(test, siteId, [
        aPassage({ subject: { ...subject, card } }),
        aPassage({ subject, decision: denied }),
        { kind: 'door-forced', subject: { door: 'office-server' } },
        aPassage({ subject: { ...subject, with: [other] } }),
      ]);
    }
    entries = (await entriesOf(test.pool, siteId)).map(({ text }) => parseEntry(text));
    const span = await findLogSpan(test.pool, siteId);
    if (span === undefined) throw new Error('no log');
    months = await buildMonthBook(test.pool).of(siteId, span);
    search = (filter, asked) =>
      findEvents(test.pool, {
        siteId,
        filter,
        seen: 'all',
        places: { zones: new Map(), doors: new Map(), instructions: new Map(), concealed: new Set() },
        months,
        between: { above: 0, below: span.head + 1 },
        order: 'asc',
        limit: 200,
        mostLooked: 1_000,
        ...asked,
      });
  });
  afterAll(() => test.close());

  const matches = (filter: EventFilter) =>
    entries.flatMap(({ seq, kind, subject, decision }) => {
      const is = (asked: string | undefined, ...found: (string | undefined)[]) =>
        asked === undefined || found.includes(asked);
      const named = Array.isArray(subject.with) ? subject.with : [];
      return is(filter.person, subject.person, ...named) &&
        is(filter.card, subject.card) &&
        is(filter.door, subject.door) &&
        is(filter.kind, kind) &&
        is(filter.verdict, decision?.verdict) &&
        is(filter.reason, ...(decision?.reasons ?? []).map(({ code }) => code)) &&
        is(filter.zone, subject.from, subject.to)
        ? [seq]
        : [];
    });

  it('find every entry by whatever they are narrowed to, in both orders', async () => {
    for (const filter of filters) {
      for (const order of ['asc', 'desc'] as const) {
        const found = (await search(filter, { order })).entries.map(({ seq }) => seq);
        const asked = matches(filter);
        expect([filter, found]).toEqual([filter, order === 'asc' ? asked : asked.toReversed()]);
      }
    }
  });

  it('look at no more than so many at once, whatever they are narrowed to, and go on where they came to', async () => {
    for (const filter of filters) {
      for (const order of ['asc', 'desc'] as const) {
        const found: number[] = [];
        let between = { above: 0, below: entries.length + 1 };
        for (let pages = 0; pages < 40; pages += 1) {
          const page = await search(filter, { order, between, limit: 2, mostLooked: 3 });
          found.push(...page.entries.map(({ seq }) => seq));
          const { reached } = page;
          if (reached === undefined) break;
          between = order === 'asc' ? { ...between, above: reached.seq } : { ...between, below: reached.seq };
        }
        const asked = matches(filter);
        expect([filter, found]).toEqual([filter, order === 'asc' ? asked : asked.toReversed()]);
      }
    }
    // Eighteen entries at a door, none of them refused for that: three of them are looked at, and no more.
    const inVain = await search({ door: 'office-server', kind: 'pin-read' }, { mostLooked: 3 });
    expect(inVain.reached?.seq).toBe(5);
  });

  it('open one month for an entry, and for the first since an instant', async () => {
    for (const { seq, recordedAt } of entries) {
      const { from, until } = timesOf(months, { above: seq - 1, below: seq + 1 });
      expect([from, until]).toEqual([monthOf(new Date(recordedAt)), expect.any(Date)]);
      expect((await findEvent(test.pool, siteId, seq, months))?.text).toContain(`"seq":${seq},`);
      const at = new Date(recordedAt);
      expect(await findSeqFrom(test.pool, siteId, at, months)).toBe(
        entries.find((one) => one.recordedAt === recordedAt)?.seq,
      );
      const behind = new Date(at.getTime() + 1);
      expect(await findSeqFrom(test.pool, siteId, behind, months)).toBe(
        entries.find((one) => one.recordedAt > recordedAt)?.seq,
      );
    }
  });

  it('read no refusal for another reason than the one asked for', async () => {
    await onServer(test.databaseUrl, async (client) => {
      await client.query(planning);
      for (const order of ['asc', 'desc'] as const) {
        const { name, text, values } = eventStatement('find', 'reason', order, nothing);
        await client.query(`prepare "${name}" as ${text}`);
        const read = (await scansOf(client, name, values)).filter(({ byIndexAlone }) => !byIndexAlone);
        expect(read.filter(({ indexCond }) => !indexCond?.includes('seq = '))).toEqual([]);
        expect(read).not.toEqual([]);
      }
    });
  });

  it('find their entries by the index made for it, planned before there is any', async () => {
    await onServer(test.databaseUrl, async (client) => {
      await client.query(planning);
      const met = new Set(filters.map(sourceFor));
      const byPlace = new Set(['person', 'reason']);
      expect([...met].toSorted()).toEqual(Object.keys(keys).toSorted());
      for (const source of met) {
        for (const order of ['asc', 'desc'] as const) {
          const { name, text, values } = eventStatement('find', source, order, nothing);
          await client.query(`prepare "${name}" as ${text}`);
          const scans = await scansOf(client, name, values);
          expect([source, scans.length]).not.toEqual([source, 0]);
          const wrong = scans.filter(
            ({ indexCond }) => !keys[source].every((key) => indexCond?.includes(key)),
          );
          // An entry whose place another index or table tells is found by its own key.
          const others = wrong.filter(
            ({ indexCond }) => !(byPlace.has(source) && indexCond?.includes('seq = ')),
          );
          expect([source, others]).toEqual([source, []]);
        }
      }
    });
  });
});
