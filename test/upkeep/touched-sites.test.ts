import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notTouching, type PersonColumn, touching } from '../../src/people/rights/find-touched-sites.ts';

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

type Table = {
  readonly name: string;
  readonly columns: Readonly<Record<string, { readonly type: string }>>;
};

/** Every id in a table of a site, as the newest migration leaves the tables; partitions have the columns of their parent. */
function idsOfSites(): readonly PersonColumn[] {
  const newest = readdirSync('migrations/meta')
    .filter((name) => name.endsWith('_snapshot.json'))
    .toSorted()
    .at(-1);
  const { tables }: { readonly tables: Readonly<Record<string, Table>> } = JSON.parse(
    readFileSync(`migrations/meta/${newest}`, 'utf8'),
  );
  return Object.values(tables)
    .filter(({ columns }) => 'site_id' in columns)
    .flatMap(({ name: table, columns }) =>
      Object.entries(columns)
        .filter(([, { type }]) => /^uuid(\[\])?$/.test(type))
        .map(([column]) => ({ table, column })),
    );
}

const named = ({ table, column }: PersonColumn) => `${table}.${column}`;

describe('the stop of a person', () => {
  it('looks for the person in every table of a site that names persons, or says why not', () => {
    const persons = idsOfSites()
      .filter(({ column }) => !notPersons.includes(column))
      .map(named);
    expect(persons.length).toBeGreaterThan(5);
    expect([...touching, ...notTouching].map(named).toSorted()).toEqual(persons.toSorted());
  });
});
