import type { Client } from 'pg';

type BatchGrant = {
  /** Privileges, with blanks between. */
  readonly may: string;
  /** Of these columns alone; absent: of the whole table. */
  readonly columns?: readonly string[];
};

type BatchPolicy = { readonly name: string; readonly table: string; readonly rule: string };

/**
 * What batches do with which table (METI 59-1), and nothing else: of persons and of whoever a contract, a permit or a token is about they read
 * what decides a passage. No name is among it, and no visitor's row; the place of a visit is read from `admissions`.
 */
export const batchGrants: Readonly<Record<string, BatchGrant>> = {
  admissions: { may: 'select' },
  alarms: { may: 'select insert update' },
  api_tokens: {
    may: 'select',
    columns: ['token_id', 'holder_type', 'holder_id', 'site_id', 'created_at', 'expires_at', 'revoked_at'],
  },
  cards: { may: 'select' },
  conditions: { may: 'select insert delete' },
  contracts: {
    may: 'select',
    columns: ['contract_id', 'from_seq', 'until_seq', 'valid_from', 'valid_until'],
  },
  custody: { may: 'select insert update delete' },
  deadlines: { may: 'select insert update delete' },
  declared_groups: { may: 'select insert update delete' },
  determinations: { may: 'select' },
  door_states: { may: 'select insert update' },
  entries: { may: 'select insert' },
  entry_persons: { may: 'select insert' },
  event_conflicts: { may: 'select insert' },
  gateway_epochs: { may: 'select insert update' },
  gateway_holes: { may: 'select insert update delete' },
  gateway_states: { may: 'select insert update' },
  heads: {
    may: 'select update',
    columns: ['site_id', 'epoch', 'seq', 'recorded_at', 'rules_seq'],
  },
  information_systems: { may: 'select' },
  items: {
    may: 'select',
    columns: ['site_id', 'item_id', 'from_seq', 'until_seq', 'carried_by', 'state', 'stays'],
  },
  leaf_hashes: { may: 'insert' },
  loans: { may: 'select' },
  moves: { may: 'insert' },
  openings: { may: 'select' },
  permit_holders: { may: 'select' },
  permits: {
    may: 'select',
    columns: [
      'site_id',
      'permit_id',
      'from_seq',
      'until_seq',
      'zone_ids',
      'terms',
      'consents',
      'valid_from',
      'valid_until',
    ],
  },
  person_exceptions: { may: 'select' },
  personal_records: { may: 'insert' },
  persons: {
    may: 'select',
    columns: ['person_id', 'from_seq', 'until_seq', 'kind', 'state', 'organisation_id', 'contract_id'],
  },
  plan_elements: { may: 'select' },
  presence: { may: 'select insert update' },
  program_floor: { may: 'select' },
  quarantined_events: { may: 'select insert' },
  receipts: { may: 'select insert' },
  schedule_extensions: { may: 'select' },
  standing_permissions: { may: 'select' },
  system_surveys: { may: 'select' },
  visits: { may: 'select', columns: ['site_id', 'visit_id', 'from_seq', 'until_seq', 'purpose'] },
  waits: { may: 'select insert update delete' },
};

/** Which rows batches see and add where a table has policies. An entry that they add is never a person's, and they say for whom they act. */
export const batchPolicies: readonly BatchPolicy[] = [
  { name: 'entries_read_by_batches', table: 'entries', rule: 'for select to sekisho_batch using (true)' },
  {
    name: 'entries_of_batches',
    table: 'entries',
    rule: "for insert to sekisho_batch with check (actor_type <> 'person')",
  },
  ...['api_tokens', 'entry_persons', 'persons'].map((table) => ({
    name: 'read_by_batches',
    table,
    rule: 'for select to sekisho_batch using (true)',
  })),
  ...['entry_persons', 'personal_records'].map((table) => ({
    name: 'added_by_batches',
    table,
    rule: "for insert to sekisho_batch with check (current_setting('sekisho.actor', true) <> '')",
  })),
];

/**
 * Gives `sekisho_batch` what batches need, and takes from it whatever else it had. Asked of whoever owns the tables, each time they were
 * migrated: the role may have been made since.
 */
export async function grantBatches(client: Client): Promise<void> {
  const grants = Object.entries(batchGrants).map(
    ([table, grant]) => `grant ${privileges(grant)} on ${table} to sekisho_batch;`,
  );
  const { rows: standing } = await client.query<{ name: string; table: string }>(
    `select policyname::text as name, tablename::text as table from pg_policies where schemaname = 'public'`,
  );
  const policies = batchPolicies
    .filter(({ name, table }) => !standing.some((one) => one.name === name && one.table === table))
    .map(({ name, table, rule }) => `create policy ${name} on ${table} ${rule};`);
  await client.query(
    `begin; revoke all on all tables in schema public from sekisho_batch; ${grants.join(' ')} ${policies.join(' ')} commit`,
  );
}

function privileges({ may, columns }: BatchGrant): string {
  const of = columns === undefined ? '' : ` (${columns.join(', ')})`;
  return may
    .split(' ')
    .map((privilege) => `${privilege}${of}`)
    .join(', ');
}
