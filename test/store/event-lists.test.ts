import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthOf } from '../../src/kernel/month-of.ts';
import {
  countedFor,
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
import { countEntries } from '../../src/live/reading/count-entries.ts';
import { findLogSpan } from '../../src/live/reading/find-log-span.ts';
import { loadMonthCounts } from '../../src/live/reading/load-month-counts.ts';
import { buildMonthBook } from '../../src/live/reading/month-book.ts';
import { type MonthsOfLog, timesOf } from '../../src/live/reading/months-of-log.ts';
import type { Entry } from '../../src/log/entry/entry.ts';
import { parseEntry } from '../../src/log/entry/parse-entry.ts';
import { aPassage, append, aSite } from '../support/a-site.ts';
import { entriesOf } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { scansOf } from '../support/plan-scans.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';
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
        places: {
          zones: new Map(),
          doors: new Map(),
          desks: new Map(),
          instructions: new Map(),
          concealed: new Set(),
        },
        months,
        counted: undefined,
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

  describe('that were counted by month', () => {
    const countedBy = async (filter: EventFilter) => {
      const by = countedFor(filter);
      return by && loadMonthCounts(test.pool, siteId, by);
    };
    const ofMonths = async (filter: EventFilter) =>
      [...((await countedBy(filter))?.entries ?? [])].map(([month, count]) => [
        new Date(month).toISOString().slice(0, 7),
        count,
      ]);

    it('are counted once, however many do it at once and however often', async () => {
      expect(await countedBy({ person })).toBeUndefined();
      await Promise.all([countEntries(test.pool), countEntries(test.pool)]);
      await countEntries(test.pool);
      const days = ['2026-02', '2026-03', '2026-05', '2050-01'];
      expect(await ofMonths({ person })).toEqual(days.map((day) => [day, 3]));
      expect(await ofMonths({ person: other })).toEqual(days.map((day) => [day, 1]));
      expect(await ofMonths({ card })).toEqual(days.map((day) => [day, 1]));
      expect(await ofMonths({ kind: 'door-forced' })).toEqual(days.map((day) => [day, 1]));
      expect(await ofMonths({ reason: 'no-permission' })).toEqual(days.map((day) => [day, 1]));
      expect(await ofMonths({ reason: 'passback' })).toEqual([]);
      expect(await countedBy({ door: 'office-server' })).toBeUndefined();
      expect((await countedBy({ card }))?.until).toEqual(new Date('2050-01-01T00:00:00Z'));
    });

    it('find what they find otherwise, page by page, and look at no month that holds nothing of it', async () => {
      for (const filter of filters) {
        const counted = await countedBy(filter);
        for (const order of ['asc', 'desc'] as const) {
          const found = (await search(filter, { order, counted })).entries.map(({ seq }) => seq);
          const asked = matches(filter);
          expect([filter, found]).toEqual([filter, order === 'asc' ? asked : asked.toReversed()]);
        }
      }
      const until = new Date('2050-01-01T00:00:00Z');
      const nowhere = { since: new Date('2026-02-01'), until, entries: new Map() };
      const { entries: opened } = await search({ person }, { counted: nowhere });
      // The month that is not over is always looked at.
      expect(new Set(opened.map(({ recordedAt }) => recordedAt.slice(0, 7)))).toEqual(new Set(['2050-01']));
    });

    it('are counted on from where it ended, and told of through the API', async () => {
      test.clock.set(new Date('2050-02-03T00:00:00.000Z'));
      await append(test, siteId, [
        aPassage({ subject: { door: 'office-server', from: 'office', to: 'server', person } }),
      ]);
      await countEntries(test.pool);
      expect((await ofMonths({ person })).slice(-2)).toEqual([
        ['2050-01', 3],
        ['2050-02', 1],
      ]);
      const guard = await aTokenOfRole(test.deps, 'guard', siteId);
      const query = `order=desc&person=${person}`;
      const { body } = await test.ask(guard, { url: `/api/v1/sites/${siteId}/events?${query}` });
      expect(body).toMatchObject({ next: null });
      expect(body.items.length).toBe(13);
    });

    it('are not counted where they were out, and are looked through once they are back', async () => {
      const inJanuary = (text: string) =>
        asOwner(test, `${text} where site_id = $1 and recorded_at = $2`, [siteId, '2050-01-15T00:00:00Z']);
      const count = (most: number) =>
        test.pool.query('select count_entries($1, $2) as counted', [siteId, most]);
      const first = entries.find(({ recordedAt }) => recordedAt.startsWith('2050-01'))?.seq ?? 0;
      await asOwner(test, 'truncate counted_logs, month_counts');
      // As far as the first of the month that is taken out then, and on behind it.
      await count(first);
      await inJanuary('create table aside as select * from entries');
      await inJanuary('delete from entries');
      await count(3);
      expect((await countedBy({ person }))?.since).toEqual(new Date('2050-03-01T00:00:00Z'));
      await asOwner(test, 'insert into entries select * from aside');
      const { entries: found } = await search({ person }, { counted: await countedBy({ person }) });
      expect(found.map(({ seq }) => seq)).toEqual(matches({ person }));
      expect(await count(-5)).toMatchObject({ rows: [{ counted: 0 }] });
    });

    it('go by the entries alone: neither by a head that was set forth and back, nor by an entry without a leaf', async () => {
      const before = await countedBy({ person });
      const client = await test.pool.connect();
      const setForth = (more: number) =>
        client.query('update heads set seq = seq + $2 where site_id = $1', [siteId, more]);
      await client.query('begin');
      await setForth(1_000);
      await client.query('select count_entries($1, 20000)', [siteId]);
      await setForth(-1_000);
      await client.query('commit');
      client.release();
      const forged = [siteId, entries.length + 2, '2090-01-01T00:00:00Z'];
      await asOwner(
        test,
        `insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, text)
          values ($1, $2, $3, $3, 'card-read', 'machine', 'gateway', '{}')`,
        forged,
      );
      await test.pool.query('select count_entries($1, 20000)', [siteId]);
      expect(await countedBy({ person })).toEqual(before);
      await asOwner(test, 'delete from entries where site_id = $1 and seq = $2 and recorded_at = $3', forged);
    });

    it('may be written by nobody but the function that counts', async () => {
      const refused = /permission denied/;
      await expect(test.pool.query('update counted_logs set seq = 0')).rejects.toThrow(refused);
      await expect(test.pool.query('delete from month_counts')).rejects.toThrow(refused);
    });
  });
});
