import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notTouching, type PersonColumn, touching } from '../../src/people/rights/find-touched-sites.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { onServer } from '../support/server-connection.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Ids in tables of a site that name no person; whatever else is an id there may. */
const notPersons = [
  'site_id',
  'assignment_id',
  'call_id',
  'card_id',
  'console_id',
  'delivery_id',
  'deputy_id',
  'destination_id',
  'epoch',
  'equipment_id',
  'escort_organisation_ids',
  'excuse_id',
  'extension_id',
  'group_id',
  'hold_id',
  'finding_id',
  'inspection_id',
  'item_id',
  'key_id',
  'measure_id',
  'occurrence_id',
  'opening_id',
  'organisation_id',
  'pass_id',
  'past_epochs',
  'permission_id',
  'permit_id',
  'pool_site_id',
  'press_organisation_id',
  'press_person_id',
  'proposal_id',
  'read_id',
  'replaces',
  'right_id',
  'suspended_card_ids',
  'system_id',
  'restricted_id',
  'section_id',
  'sender_id',
  'task_id',
  'thing_id',
  'thing_ids',
  'visit_id',
  'waiver_id',
];

/** Partitions have the columns of their parent. */
const idsOfSites = `
  select c.table_name as "table", c.column_name as "column"
  from information_schema.columns c
  join pg_class t on t.relname = c.table_name and t.relnamespace = 'public'::regnamespace and not t.relispartition
  where c.table_schema = 'public' and c.udt_name in ('uuid', '_uuid')
    and exists (
      select from information_schema.columns s where s.table_schema = 'public' and s.table_name = c.table_name
        and s.column_name = 'site_id')
  order by 1, 2`;

const named = ({ table, column }: PersonColumn) => `${table}.${column}`;

describe('the stop of a person', () => {
  it('looks for the person in every table of a site that names persons, or says why not', async () => {
    const { rows } = await onServer(database.ownerUrl, (client) => client.query<PersonColumn>(idsOfSites));
    const persons = rows.filter(({ column }) => !notPersons.includes(column)).map(named);
    expect(persons.length).toBeGreaterThan(5);
    expect([...touching, ...notTouching].map(named).toSorted()).toEqual(persons.toSorted());
  });
});
