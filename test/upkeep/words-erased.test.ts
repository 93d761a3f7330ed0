import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRecordClass, recordClasses } from '../../src/log/entry/record-classes.ts';
import { mayStill } from '../../src/operators/principals/may-still.ts';
import { personalTold } from '../../src/records/disclosure/tables/personal-told.ts';
import { eraseDue } from '../../src/retention/due/erase-due.ts';
import { everyOrganisation } from '../../src/retention/rules/cutoffs.ts';
import { decideRetention } from '../../src/retention/rules/decide-retention.ts';
import { aFilledOffice } from '../support/a-filled-office.ts';
import { actInOffice } from '../support/acts-in-an-office.ts';
import { actByTwo } from '../support/acts-of-two.ts';
import { actOnApplications } from '../support/acts-on-applications.ts';
import { actOnSignIns } from '../support/acts-on-sign-ins.ts';
import { actOnVisits } from '../support/acts-on-visits.ts';
import { anOfficer } from '../support/an-officer.ts';
import { asOwner } from '../support/as-owner.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let organisation: string | undefined;
/** Whatever was sent in a body and is written in Japanese: words of people, for codes and ids are not. */
const written = new Set<string>();

beforeAll(async () => {
  test = await startTestApp(undefined, undefined, {}, 'http://localhost');
  const ask: TestApp['ask'] = (token, request) => {
    collect(request.payload);
    return test.ask(token, request);
  };
  const office = await aFilledOffice({ ...test, ask });
  organisation = office.parameters.organisation?.[0];
  await actInOffice({ ...test, ask }, office);
  await actOnApplications({ ...test, ask }, office);
  await actByTwo({ ...test, ask }, office);
  await actOnVisits({ ...test, ask });
  await actOnSignIns({ ...test, ask }, office.siteId);
}, 300_000);
afterAll(() => test.close());

/** Where words still stand once everything that can be over is, and why. */
const stays: Readonly<Record<string, readonly string[]>> = {
  /** What the house and its things are called. */
  house: [
    ...['book_loans.item', 'cameras.sees', 'consoles.name', 'consoles.place', 'destinations.place'],
    ...['equipment.name', 'equipment.secured_by', 'information_systems.name', 'organisations.name'],
    ...['plan_elements.body', 'private_devices.maker', 'purposes.words', 'sign_in_notices.words'],
    ...['press_organisations.name', 'press_organisations.name_key', 'press_organisations.name_search'],
    ...['sites.name', 'zone_keys.kept_at'],
  ],
  /** On what something was decided that stands. */
  grounds: [
    ...['access_settings.reason', 'determinations.basis', 'determinations.clauses', 'determinations.held_by'],
    ...['determinations.words', 'entries.text', 'officer_deputies.basis', 'officer_deputies.title'],
    ...['permits.quoted', 'permits.rule', 'retention_holds.reference', 'retention_rules.basis'],
    ...['retention_rules.document', 'safety_texts.document', 'safety_texts.title'],
  ],
  /** It is not over: who is in office and by what they sign in, under contract or inside, what is to be done, what waits, what stands. */
  running: [
    ...[
      'contracts.company',
      'contracts.purpose',
      'deliveries.carrier',
      'deliveries.reason',
      'gap_tasks.what',
    ],
    ...[
      'items.firm',
      'items.item',
      'items.maker',
      'kept_things.item',
      'passkeys.name',
      'persons.affiliation',
    ],
    ...['persons.name', 'persons.name_kana', 'persons.name_key', 'persons.name_search', 'system_surveys.how'],
    ...['zone_measures.evidence', 'zone_measures.what'],
  ],
};

function collect(value: unknown): void {
  if (typeof value === 'string' && /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]{2}/u.test(value)) {
    written.add(value);
  }
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part);
}

/** In which columns of the database any of the words stands, each with one of them. */
async function columnsWith(words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const client = new pg.Client(test.ownerUrl);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class
        where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ column: string; word: string }>(
        `select f.key as column, min(w) as word from "${name}" t, jsonb_each_text(to_jsonb(t)) f
          join unnest($1::text[]) w on position(w in f.value) > 0 group by 1`,
        [words],
      );
      for (const { column, word } of rows) found[`${name}.${column}`] = word;
    }
    return Object.fromEntries(Object.entries(found).toSorted());
  } finally {
    await client.end();
  }
}

/** What every field of a value is called, at every depth. */
function fieldsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(fieldsIn)];
}

describe('what people wrote in an office that does everything once', () => {
  it('stands in no text of the log, which is never erased', async () => {
    expect(written.size).toBeGreaterThan(50);
    const { rows } = await test.pool.query(
      `select distinct e.kind, w as word from entries e join unnest($1::text[]) w on position(w in e.text) > 0`,
      [[...written]],
    );
    expect([...new Set(rows.map(({ kind }) => kind))].toSorted()).toEqual([
      // What the house and its purposes are called.
      ...['console-registered', 'organisation-registered', 'purpose-added'],
      // By which document days of keeping were decided and extended.
      ...['retention-decided', 'retention-extended'],
      'site-created',
    ]);
  });

  it('is told in words to whoever asks what is held of them, field by field', async () => {
    const { rows } = await test.pool.query<{ body: string }>('select body from personal_records');
    expect(rows.length).toBeGreaterThan(50);
    const fields = new Set(rows.flatMap(({ body }) => fieldsIn(JSON.parse(body))));
    expect([...fields].filter((field) => !Object.hasOwn(personalTold, field))).toEqual([]);
  });

  it('is gone once it is over, but for what the house is called and has decided', async () => {
    const held = [{ role: 'general-officer' }] as const;
    const officers = [await anOfficer(test, held), await anOfficer(test, held)] as const;
    for (const recordClass of Object.keys(recordClasses).filter(isRecordClass)) {
      const decided = await decideRetention({ ...test.deps, mayStill }, fromTerminal(), {
        recordClass,
        organisationId: everyOrganisation,
        days: 1,
        basis: '標準文書保存期間基準 3',
        document: '令8文書第12号',
        decidedBy: officers[0].id,
        second: officers[1].id,
      });
      expect(decided.ok).toBe(true);
    }
    // Visits that were only placed here are of a 課室 that nobody registered.
    await asOwner(
      test,
      'update visits set organisation_id = $1 where organisation_id not in (select organisation_id from organisations)',
      [organisation],
    );
    test.clock.set(new Date('2040-01-01T00:00:00Z'));
    expect(await eraseDue(test.deps)).toBeGreaterThan(100);
    expect(await eraseDue(test.deps)).toBe(0);
    expect(Object.keys(await columnsWith([...written]))).toEqual(Object.values(stays).flat().toSorted());
  });
});
