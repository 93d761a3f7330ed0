import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchGrants } from '../../src/db/grant-batches.ts';
import { groupBy } from '../../src/kernel/group-by.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** What each role may do with a table, in the order of the alphabet; a role that may nothing is not named. */
type Grants = Readonly<Record<string, string>>;

const readers = {
  sekisho_retention: 'select',
  sekisho_audit_ro: 'select',
  sekisho_backup: 'select',
} satisfies Grants;
/** Changed by acts and batches; what was known stays as versions. */
const kept = { ...readers, sekisho_app: 'insert select update' } satisfies Grants;
/** What is over by itself goes. */
const passing = { ...readers, sekisho_app: 'delete insert select update' } satisfies Grants;
/** The record: added to, never changed. */
const recorded = { ...readers, sekisho_app: 'insert select' } satisfies Grants;
/** An index of the record that a function of the owner writes. */
const counted = { ...readers, sekisho_app: 'select' } satisfies Grants;
/** Secrets: the app writes them, and selects of them only what is none; a dump has all (AT-106). */
const secret = (may: string) => ({ sekisho_backup: 'select', sekisho_app: may }) satisfies Grants;
/** What the service itself deletes only when it is erased by date. */
const erased = { sekisho_retention: 'delete select' } satisfies Grants;

/** Every table there is. Whoever makes one says here who may do what with it. */
const granted: Readonly<Record<string, Grants>> = {
  access_settings: recorded,
  admissions: kept,
  alarms: kept,
  api_tokens: withoutAudit(kept),
  arrivals: kept,
  book_loans: kept,
  cameras: kept,
  cards: kept,
  conditions: passing,
  consoles: withoutAudit(kept),
  console_seals: secret('insert update'),
  contracts: kept,
  counted_logs: counted,
  custody: passing,
  deadlines: passing,
  deliveries: kept,
  delivery_sections: kept,
  deputies: kept,
  declared_groups: passing,
  destinations: kept,
  determinations: kept,
  door_states: kept,
  entries: { ...recorded, ...erased },
  entries_default: { ...readers, sekisho_app: 'select' },
  entry_persons: { ...recorded, ...erased },
  entry_persons_default: { ...readers, sekisho_app: 'select' },
  event_conflicts: { ...recorded, ...erased },
  gateway_epochs: kept,
  gateway_holes: passing,
  gateway_states: kept,
  heads: kept,
  idempotency_keys: withoutAudit(passing),
  information_systems: kept,
  inspections: recorded,
  invitations: withoutAudit(recorded),
  item_findings: kept,
  items: kept,
  kept_things: kept,
  leaf_hashes: recorded,
  live_tickets: withoutAudit(passing),
  loans: kept,
  members: kept,
  month_counts: counted,
  moves: { ...recorded, ...erased },
  officer_deputies: kept,
  openings: kept,
  organisations: kept,
  paper_lines: withoutAudit({ ...recorded, ...erased }),
  paper_sheets: recorded,
  passes: kept,
  passkey_challenges: withoutAudit({ ...readers, sekisho_app: 'delete insert select' }),
  passkeys: kept,
  permit_holders: { ...readers, sekisho_app: 'delete insert select' },
  permit_waivers: kept,
  permits: kept,
  person_exceptions: kept,
  personal_reads: withoutAudit(kept),
  personal_records: withoutAudit({ ...recorded, ...erased }),
  personal_records_act: withoutAudit({ ...readers, sekisho_app: 'select' }),
  personal_records_act_default: withoutAudit({ ...readers, sekisho_app: 'select' }),
  personal_records_passage: withoutAudit({ ...readers, sekisho_app: 'select' }),
  personal_records_passage_default: withoutAudit({ ...readers, sekisho_app: 'select' }),
  personal_records_person: withoutAudit({ ...readers, sekisho_app: 'select' }),
  personal_records_person_default: withoutAudit({ ...readers, sekisho_app: 'select' }),
  personal_records_visit: withoutAudit({ ...readers, sekisho_app: 'select' }),
  personal_records_visit_default: withoutAudit({ ...readers, sekisho_app: 'select' }),
  persons: kept,
  photography_reviews: kept,
  photography_tokens: kept,
  plan_elements: kept,
  presence: kept,
  press_organisations: kept,
  press_persons: withoutAudit({ ...kept, ...erased }),
  press_registrations: recorded,
  private_devices: recorded,
  program_floor: { ...readers, sekisho_app: 'select' },
  proposals: withoutAudit(kept),
  provider_links: kept,
  provider_trips: withoutAudit({ ...readers, sekisho_app: 'delete insert select' }),
  purposes: kept,
  quarantined_events: withoutAudit({ ...kept, ...erased }),
  recovery_codes: secret('delete insert'),
  receipts: { ...kept, ...erased },
  restricted_clearances: recorded,
  restricted_persons: withoutAudit({ ...kept, ...erased }),
  retention_holds: kept,
  retention_rules: kept,
  rights_reviews: kept,
  rights_review_decisions: kept,
  role_assignments: kept,
  safety_texts: recorded,
  schedule_extensions: kept,
  sessions: withoutAudit(passing),
  sign_in_accounts: kept,
  sign_in_applications: kept,
  sign_in_challenges: secret('delete insert update'),
  sign_in_notices: recorded,
  sign_in_pins: secret('insert update'),
  sign_in_password_history: secret('delete insert'),
  sign_in_passwords: secret('insert update'),
  sign_in_tries: withoutAudit(passing),
  sites: kept,
  standing_permissions: kept,
  system_surveys: kept,
  equipment: kept,
  gap_signings: recorded,
  gap_tasks: kept,
  zone_keys: kept,
  zone_measures: kept,
  token_uses: kept,
  totp_enrolments: secret('delete insert update'),
  totp_factors: secret('delete insert update'),
  unanswered_calls: recorded,
  visitor_corrections: recorded,
  visitor_identities: withoutAudit({ ...kept, ...erased }),
  visits: kept,
  waits: passing,
  wearing_excuses: kept,
  work_occurrences: kept,
};

/** Secrets and personal data are not for those who read the record from outside. */
function withoutAudit({ sekisho_audit_ro: _, ...others }: Grants): Grants {
  return others;
}

const month = /_\d{6}$/;
const nameOrSecret =
  /^(.*name|name_.*|.*kana.*|affiliation.*|telephone|extension|employee_number|hash|.*_key)$/;

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** By table: who may do what, as the database has it. What the owner may is not asked, and of the batches below. */
async function grantsIn(schema: string): Promise<ReadonlyMap<string, Grants>> {
  const { rows } = await client.query<{ name: string; grantee: string | null; privileges: string }>(
    `select t.table_name as name, g.grantee, string_agg(lower(g.privilege_type), ' ' order by g.privilege_type) as privileges
      from information_schema.tables t
      left join information_schema.table_privileges g on g.table_schema = t.table_schema
        and g.table_name = t.table_name and g.grantee not in ('sekisho_owner', 'sekisho_batch')
      where t.table_schema = $1 group by t.table_name, g.grantee order by t.table_name, g.grantee`,
    [schema],
  );
  const found = new Map<string, Grants>();
  for (const { name, grantee, privileges } of rows) {
    found.set(name, { ...found.get(name), ...(grantee === null ? {} : { [grantee]: privileges }) });
  }
  return found;
}

describe('the roles of the database', () => {
  it('may do with each table what is listed here, and every table is listed', async () => {
    const tables = [...(await grantsIn('public'))].filter(([name]) => !month.test(name));
    expect(Object.fromEntries(tables)).toEqual(granted);
  });

  it('reach a month through its table alone; a dump reads each', async () => {
    const months = [...(await grantsIn('public'))].filter(([name]) => month.test(name));
    expect(months.length).toBeGreaterThan(12);
    for (const [name, grants] of months) expect(grants, name).toEqual({ sekisho_backup: 'select' });
  });

  it('read which migrations were made, where they ask or dump', async () => {
    const reads = { sekisho_app: 'select', sekisho_audit_ro: 'select', sekisho_backup: 'select' };
    expect(Object.fromEntries(await grantsIn('drizzle'))).toEqual({ __drizzle_migrations: reads });
  });

  it('may change single columns only to erase the name of a person, and select them only beside a secret', async () => {
    const { rows } = await client.query(
      // The view of the standard (column_privileges) takes 10 s for the same on PostgreSQL 15.
      `select c.relname as name, a.grantee::regrole::text as grantee, a.privilege_type as privilege,
        string_agg(t.attname, ' ' order by t.attname) as columns
      from pg_attribute t join pg_class c on c.oid = t.attrelid cross join aclexplode(t.attacl) a
      where c.relnamespace = 'public'::regnamespace and t.attnum > 0
        and a.grantee not in ('sekisho_owner'::regrole, 'sekisho_batch'::regrole) and not exists (
          select from aclexplode(c.relacl) whole
          where (whole.grantee, whole.privilege_type) = (a.grantee, a.privilege_type))
      group by 1, 2, 3`,
    );
    const besideSecrets = {
      console_seals: 'console_id opened_at opened_by sealed_at sealed_by site_id',
      recovery_codes: 'login_id',
      sign_in_challenges: 'expires_at hash login_id method notice tries',
      sign_in_password_history: 'login_id set_at',
      sign_in_passwords: 'expires_at is_one_time login_id set_at',
      sign_in_pins: 'login_id set_at',
      totp_enrolments: 'expires_at login_id',
      totp_factors: 'enrolled_at last_step login_id',
    };
    expect(rows.toSorted((one, other) => (one.name < other.name ? -1 : 1))).toEqual(
      [
        {
          name: 'persons',
          grantee: 'sekisho_retention',
          privilege: 'UPDATE',
          columns: 'affiliation employee_number name name_kana name_key',
        },
        ...Object.entries(besideSecrets).map(([name, columns]) => ({
          name,
          grantee: 'sekisho_app',
          privilege: 'SELECT',
          columns,
        })),
      ].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    );
  });

  it('of batches may do at the doors what they do there, and read no name, no secret and no key (METI 59(1), AT-702)', async () => {
    const { rows } = await client.query<{ grant: string }>(
      `select format('%s %s whole', c.relname, lower(a.privilege_type)) as grant
        from pg_class c cross join aclexplode(c.relacl) a where a.grantee = 'sekisho_batch'::regrole
      union all
      select format('%s %s %s', c.relname, lower(a.privilege_type), string_agg(t.attname, ' ' order by t.attname))
        from pg_attribute t join pg_class c on c.oid = t.attrelid cross join aclexplode(t.attacl) a
        where a.grantee = 'sekisho_batch'::regrole group by c.relname, a.privilege_type`,
    );
    const wanted = Object.entries(batchGrants).flatMap(([name, { may, columns }]) =>
      may.split(' ').map((privilege) => `${name} ${privilege} ${columns?.toSorted().join(' ') ?? 'whole'}`),
    );
    expect(rows.map(({ grant }) => grant).toSorted()).toEqual(wanted.toSorted());
    const readable = await client.query<{ name: string; column: string }>(
      `select c.relname as name, t.attname as column from pg_attribute t join pg_class c on c.oid = t.attrelid
        where c.relnamespace = 'public'::regnamespace and t.attnum > 0 and not t.attisdropped
          and has_column_privilege('sekisho_batch', c.oid, t.attnum, 'select')`,
    );
    const told = readable.rows.filter(({ column }) => nameOrSecret.test(column));
    // What a system is called stands on no person.
    expect(told).toEqual([{ name: 'information_systems', column: 'name' }]);
    const tables = readable.rows.map(({ name }) => name);
    for (const one of [
      'personal_records',
      'visitor_identities',
      'press_persons',
      'restricted_persons',
      'members',
    ])
      expect(tables).not.toContain(one);
  });

  it('may call no function but those that make and count months, have tables analysed, erase with an entry or by age, and give what is kept of one secret', async () => {
    const { rows } = await client.query(
      `select routine_name as name, grantee from information_schema.routine_privileges
        where routine_schema = 'public' and grantee <> 'sekisho_owner' order by 1`,
    );
    expect(rows).toEqual([
      { name: 'analyze_tables', grantee: 'sekisho_app' },
      { name: 'count_entries', grantee: 'sekisho_app' },
      { name: 'erase_certified', grantee: 'sekisho_app' },
      { name: 'forget_login_id', grantee: 'sekisho_app' },
      { name: 'forget_passing', grantee: 'sekisho_app' },
      { name: 'is_recovery_code', grantee: 'sekisho_app' },
      { name: 'kept_seal', grantee: 'sekisho_app' },
      { name: 'kept_secret', grantee: 'sekisho_app' },
      { name: 'kept_secret', grantee: 'sekisho_app' },
      { name: 'make_months', grantee: 'sekisho_app' },
      { name: 'passwords_before', grantee: 'sekisho_app' },
      { name: 'use_recovery_code', grantee: 'sekisho_app' },
    ]);
  });

  it('see and write rows by policies, where a table holds what is of somebody: each of ours sees all, and whoever writes says who acts (AT-703)', async () => {
    const { rows } = await client.query<{ table: string; of: string; rule: string }>(
      `select tablename::text as table, array_to_string(array(select unnest(roles) order by 1), ' ') || ' ' || lower(cmd) as of,
        coalesce(with_check, qual) as rule
        from pg_policies where schemaname = 'public' and tablename <> 'entries' order by 1, 2`,
    );
    const acts = "(current_setting('sekisho.actor'::text, true) <> ''::text)";
    for (const { table, of, rule } of rows) {
      expect(rule, `${table} ${of}`).toBe(of.endsWith(' select') ? 'true' : acts);
    }
    const bound = [...groupBy(rows, ({ table }) => table)];
    const secrets = /^(sign_in_password.*|sign_in_pins|totp_factors|recovery_codes|console_seals)$/;
    expect(bound.map(([table]) => table)).toEqual(
      expect.arrayContaining(Object.keys(granted).filter((name) => secrets.test(name))),
    );
    for (const [table, policies] of bound) {
      const { rows: may } = await client.query<{ of: string }>(
        `select role || ' ' || privilege as of from unnest($2::text[]) role, unnest(array['select', 'insert', 'update', 'delete']) privilege
          where case privilege when 'delete' then has_table_privilege(role, $1, privilege) else has_any_column_privilege(role, $1, privilege) end`,
        [table, [...Object.keys(readers), 'sekisho_app', 'sekisho_batch']],
      );
      const told = policies.flatMap(({ of }) => {
        const [command = '', ...roles] = of.split(' ').toReversed();
        return roles.map((role) => `${role} ${command}`);
      });
      // Where one of ours may write and no policy lets it, it would find out at night.
      expect(told.toSorted(), table).toEqual(may.map(({ of }) => of).toSorted());
    }
  });

  it('show no row of somebody to a login that is not ours, whatever it was granted', async () => {
    await client.query('begin');
    await client.query(
      'create role another_login; grant select on persons, api_tokens, personal_records to another_login',
    );
    await client.query(
      `insert into persons (person_id, from_seq, kind, state, name, organisation_id) values (gen_random_uuid(), 1, 'staff', 'active', '関 守', gen_random_uuid())`,
    );
    const seen = async (role: string) => {
      await client.query(`set local role ${role}`);
      return (await client.query('select from persons')).rowCount;
    };
    expect([await seen('sekisho_app'), await seen('another_login')]).toEqual([1, 0]);
    await client.query('rollback');
  });

  it('let a dump read every table there is', async () => {
    const { rows } = await client.query<{ name: string; holds: boolean }>(
      `select format('%I.%I', n.nspname, c.relname) as name, c.relkind = 'r' as holds
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'drizzle') and c.relkind in ('r', 'p')`,
    );
    await client.query('begin');
    await client.query('set local role sekisho_backup');
    for (const { name, holds } of rows) {
      await client.query(`lock table ${name} in access share mode`);
      if (holds) await client.query(`select from ${name} limit 1`);
    }
    await client.query('select last_value from drizzle.__drizzle_migrations_id_seq');
    await client.query('rollback');
    expect(rows.length).toBeGreaterThan(Object.keys(granted).length);
  });
});
