import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/**
 * What becomes of the rows of a table. `erased`: their names go by date (`src/retention/erasable/erasables.ts`). `month`: they stand in months, which the owner
 * of the database detaches and drops (docs/operations.md).
 * `forgotten`: they are removed by age (`forget_passing`). `passing`: whatever makes them ends them. Otherwise why they are kept for ever.
 */
type End = 'erased' | 'month' | 'forgotten' | { readonly passing: string } | { readonly kept: string };

const ofTheRecord = { kept: 'ids and proofs stay: entries refer to it by id, and it names nobody' } as const;
const ofTheRegister = {
  kept: 'a register of the office: it grows with the office, not with its days',
} as const;
const bounded = { kept: 'one row for each person, door or gateway there is' } as const;

const ends: Readonly<Record<string, End>> = {
  access_settings: { kept: 'what was decided, and why' },
  admissions: ofTheRecord,
  alarms: ofTheRecord,
  api_tokens: { kept: 'whom a token in an entry stood for' },
  arrivals: ofTheRecord,
  book_loans: ofTheRecord,
  cameras: ofTheRegister,
  cards: ofTheRegister,
  conditions: { passing: 'deleted when the condition is over' },
  contracts: ofTheRegister,
  counted_logs: { kept: 'one row a log' },
  custody: { passing: 'deleted when the custody is over' },
  deadlines: { passing: 'deleted when settled' },
  declared_groups: { passing: 'deleted when the group has left and is named' },
  deliveries: ofTheRecord,
  delivery_sections: ofTheRegister,
  deputies: ofTheRecord,
  destinations: ofTheRecord,
  determinations: ofTheRegister,
  door_states: bounded,
  entries: 'month',
  entry_persons: 'month',
  equipment: ofTheRegister,
  event_conflicts: 'forgotten',
  gap_signings: ofTheRecord,
  gap_tasks: ofTheRegister,
  gateway_epochs: { kept: 'an event counts once, for ever (I3): one row a buffer of a gateway' },
  gateway_holes: { passing: 'deleted when filled' },
  gateway_states: bounded,
  heads: { kept: 'one row a log' },
  idempotency_keys: 'forgotten',
  information_systems: ofTheRegister,
  inspections: ofTheRecord,
  invitations: ofTheRecord,
  item_findings: ofTheRecord,
  items: ofTheRegister,
  kept_things: ofTheRecord,
  leaf_hashes: { kept: 'proofs outlive the texts (I10)' },
  live_tickets: 'forgotten',
  loans: ofTheRecord,
  members: ofTheRecord,
  month_counts: {
    kept: 'how many entries a month has of whom, by id; the owner of the database removes it with the month (`sekisho months drop`)',
  },
  moves: {
    kept: 'where somebody was, by id; the owner of the database removes it with the months of its entries (`sekisho months drop`)',
  },
  officer_deputies: ofTheRecord,
  openings: ofTheRecord,
  organisations: ofTheRegister,
  paper_lines: 'erased',
  paper_sheets: ofTheRecord,
  passes: ofTheRecord,
  passkey_challenges: { passing: 'deleted when answered, or five minutes later' },
  passkeys: ofTheRegister,
  permit_holders: { passing: 'deleted with the end of the permit' },
  permit_waivers: ofTheRecord,
  permits: ofTheRecord,
  person_exceptions: ofTheRecord,
  personal_reads: { kept: 'who read personal data, by id: what was asked for is dropped once it is told' },
  personal_records: 'erased',
  persons: 'erased',
  photography_reviews: ofTheRecord,
  photography_tokens: ofTheRecord,
  plan_elements: ofTheRegister,
  presence: { kept: 'who was ever at a site (ADR 0050): one row a person or member, without a name' },
  press_organisations: ofTheRegister,
  press_persons: 'erased',
  press_registrations: ofTheRecord,
  private_devices: ofTheRegister,
  program_floor: { kept: 'one row' },
  proposals: 'forgotten',
  provider_links: ofTheRegister,
  provider_trips: { passing: 'deleted by the return, or ten minutes later' },
  purposes: ofTheRegister,
  quarantined_events: 'forgotten',
  recovery_codes: { passing: 'deleted when used, renewed or removed' },
  receipts: 'forgotten',
  restricted_clearances: ofTheRecord,
  restricted_persons: 'erased',
  retention_holds: ofTheRegister,
  retention_rules: ofTheRegister,
  rights_reviews: { kept: 'four a year of each zone: who signed what' },
  rights_review_decisions: { kept: 'what was decided of rights, by ids' },
  role_assignments: ofTheRegister,
  safety_texts: ofTheRegister,
  schedule_extensions: ofTheRecord,
  sessions: { passing: 'deleted a day after the session is over' },
  consoles: { kept: 'entries and sessions name them' },
  console_seals: { kept: 'one row a console' },
  sign_in_pins: { kept: 'one row an account' },
  sign_in_accounts: { kept: 'a login id is one person’s for ever (2.2.1.3(2)(g)(ウ))' },
  sign_in_applications: { kept: 'who applied for and approved a login id, which is one person’s for ever' },
  sign_in_challenges: { passing: 'deleted when the second factor is shown, or the time for it is over' },
  sign_in_notices: { kept: 'an entry says which version was told' },
  sign_in_password_history: { passing: 'deleted beyond as many as the ministry keeps' },
  sign_in_passwords: { kept: 'one row an account' },
  sign_in_tries: { passing: 'deleted a day after the last try' },
  sites: ofTheRegister,
  standing_permissions: ofTheRecord,
  system_surveys: ofTheRegister,
  zone_keys: ofTheRegister,
  zone_measures: ofTheRegister,
  token_uses: { kept: 'one row a token' },
  totp_enrolments: { passing: 'deleted when confirmed, or the time for it is over' },
  totp_factors: { passing: 'deleted when removed: one row an account at most' },
  unanswered_calls: ofTheRecord,
  visitor_corrections: ofTheRecord,
  visitor_identities: 'erased',
  visits: ofTheRecord,
  waits: { passing: 'deleted when the wait is over' },
  wearing_excuses: ofTheRecord,
  work_occurrences: ofTheRecord,
};

const files = sourceFiles();
const tables = files
  .filter(({ file }) => file.endsWith('tables.ts'))
  .flatMap(({ text }) => [...text.matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, name = '']) => name));

/** Columns of text that anybody could write anything into, by their table: of those whose words are erased by date nothing is said here. */
const notErased: Readonly<Record<string, readonly string[]>> = {
  /** Codes of closed sets, numbers, hours, and who acted by id. */
  codes: [
    'heads.system_identifier',
    'entries.kind',
    'entries.actor_type',
    'entries.zones',
    'entries.verdict',
    'entries.reasons',
    'month_counts.value',
    'moves.certainty',
    'personal_records.record_class',
    'personal_reads.actor_type',
    'gap_signings.policy',
    'gap_signings.digest',
    'gap_signings.counts',
    'gap_signings.open',
    'deliveries.slip',
    'deliveries.grade',
    'deliveries.transfer_permission',
    'api_tokens.holder_type',
    'presence.certainty',
    'presence.pending_door',
    'presence.pending_from',
    'presence.pending_to',
    'door_states.position',
    'information_systems.database_number',
    'information_systems.places',
    'zone_keys.code',
    'equipment.number',
    'equipment.serial',
    'equipment.element',
    'consoles.shift_ends',
    'console_seals.sealed_by',
    'alarms.kind',
    'alarms.outcome',
    'role_assignments.holder_type',
    'role_assignments.role',
    'role_assignments.scope',
    'role_assignments.given_by',
    'rights_review_decisions.decided_by',
    'access_settings.value',
    'access_settings.decided_by',
    'sign_in_accounts.issued_by',
    'sign_in_applications.applied_with',
    'wearing_excuses.given_by',
    'paper_lines.pass',
    'kept_things.slot',
    'zone_keys.changed_by',
    'kept_things.taken_by',
    'kept_things.handed_back_by',
    'inspections.inspected_by',
    'passes.numeral',
    'permit_waivers.waived_case',
    'permit_waivers.book',
    'permit_waivers.needs',
    'officer_deputies.scope',
    'permits.asked',
    'permits.applied',
    'permits.quoted',
    'permits.rule',
    'permits.consents',
    'permits.afterwards',
    'cameras.code',
    'work_occurrences.round',
    'plan_elements.kind',
    'organisations.kind',
    'openings.kind',
    'openings.row',
    'determinations.policy',
    'determinations.state',
    'determinations.row',
    'determinations.value',
    'determinations.clauses',
    'purposes.code',
    'unanswered_calls.called_by',
    'visits.purpose',
    'visits.starts_at',
    'visits.ends_at',
    'visits.language',
    'visits.press',
    'visits.turned_closed',
    'arrivals.identity',
    'arrivals.further_checks',
    'arrivals.pass',
    'arrivals.instead_of_pass',
    'photography_tokens.number',
    'items.serial',
    'items.grade',
    'items.seal',
    'items.erasure',
    'item_findings.settled_by',
    'private_devices.serial',
    'book_loans.book',
    'book_loans.code',
    'standing_permissions.approvals',
    'cards.format',
    'cards.facility',
    'cards.number',
  ],
  /** What the house and its things are called, and who is told apart by nobody else. */
  house: [
    'zone_measures.cut_power',
    'zone_measures.cut_by',
    'information_systems.name',
    'zone_keys.kept_at',
    'equipment.name',
    'equipment.maker',
    'equipment.model',
    'equipment.secured_by',
    'consoles.name',
    'consoles.place',
    'sign_in_notices.words',
    'provider_links.issuer',
    'cameras.sees',
    'plan_elements.body',
    'sites.name',
    'organisations.name',
    'purposes.words',
    'press_organisations.name',
    'press_organisations.name_search',
    'press_organisations.name_key',
    'destinations.place',
    'private_devices.maker',
    'private_devices.model',
    'book_loans.item',
  ],
  /** On what something was decided that stands until it is decided otherwise: a document, an article, an office. */
  grounds: [
    'safety_texts.title',
    'safety_texts.document',
    'safety_texts.version',
    'retention_rules.basis',
    'retention_rules.document',
    'retention_holds.reference',
    'access_settings.reason',
    'officer_deputies.title',
    'officer_deputies.basis',
    'openings.basis',
    'determinations.words',
    'determinations.basis',
    'determinations.held_by',
  ],
  /** Ids of people that others gave them, and secrets that tell nothing. */
  ids: [
    'provider_links.subject',
    'sign_in_pins.verifier',
    'sign_in_passwords.verifier',
    'sign_in_password_history.verifier',
    'totp_factors.seed',
  ],
  /** Keys for search, which go with the key beside them by a trigger (`forget_search_key`). */
  keys: [
    'persons.name_search',
    'press_persons.names_search',
    'visitor_identities.name_search',
    'visitor_identities.kana_search',
    'visitor_identities.affiliation_search',
    'restricted_persons.names_search',
    'restricted_persons.organisation_search',
  ],
  /** Dropped by whoever tells of it (`tell-reads.ts`). */
  told: ['personal_reads.what', 'personal_reads.query'],
  /** The record, in which no words stand (`words-erased.test.ts`). */
  record: ['entries.text'],
};

/** Columns of text without a closed type, as `table.column`; those of ids are left. */
const freeColumns = files
  .filter(({ file }) => file.endsWith('tables.ts'))
  .flatMap(({ text }) => text.split(/pgTable\(/).slice(1))
  .flatMap((block) => {
    const [, table = ''] = /'(\w+)'/.exec(block) ?? [];
    const columns = [...block.matchAll(/: (text|jsonb)\('(\w+)'\)(.*)/g)];
    return columns
      .filter(
        ([, type, name = '', rest = '']) =>
          !/_ids?$/.test(name) && (type === 'jsonb' || !rest.includes('$type')),
      )
      .map(([, , name = '']) => ({ table, column: `${table}.${name}` }));
  });

/** The functions of the database whose names begin so, each as it was written last. */
function functionsCalled(beginning: string): string {
  const bodies = new Map<string, string>();
  for (const name of readdirSync('migrations')
    .filter((file) => file.endsWith('.sql'))
    .toSorted()) {
    const written = readFileSync(`migrations/${name}`, 'utf8').split('--> statement-breakpoint');
    for (const statement of written) {
      const [, called] = /CREATE (?:OR REPLACE )?FUNCTION (\w+)/.exec(statement) ?? [];
      if (called?.startsWith(beginning)) bodies.set(called, statement);
    }
  }
  return [...bodies.values()].join('\n');
}

const isPassing = (table: string) => {
  const end = ends[table];
  return end === 'forgotten' || (typeof end === 'object' && 'passing' in end);
};

const tablesThat = (end: End) => Object.keys(ends).filter((table) => ends[table] === end);

describe('a table', () => {
  it('has an end, or is kept for ever for a reason, and none is forgotten', () => {
    expect(Object.keys(ends).toSorted()).toEqual(tables.toSorted());
  });

  it('whose rows are erased by date is among what the erasure looks for', () => {
    const text = files.find(({ file }) => file === 'retention/erasable/erasables.ts')?.text ?? '';
    const named = tablesThat('erased').filter((table) => text.includes(table));
    expect(named).toEqual(tablesThat('erased'));
  });

  it('whose rows are forgotten is one the database forgets by age, and it forgets no other', () => {
    const deleted = [...functionsCalled('forget_passing').matchAll(/DELETE FROM (\w+)/g)];
    expect(deleted.map(([, table]) => table).toSorted()).toEqual(tablesThat('forgotten').toSorted());
  });

  it('has no column for words of people that are never erased, but for a reason', () => {
    const erasing = functionsCalled('erase_');
    const erased = freeColumns.filter(({ column }) => {
      const [table = '', name = ''] = column.split('.');
      return new RegExp(`UPDATE ${table}\\b[^;]*\\b${name} = |DELETE FROM ${table}\\b`).test(erasing);
    });
    const said = new Set([...erased.map(({ column }) => column), ...Object.values(notErased).flat()]);
    const stays = freeColumns.filter(({ table, column }) => !isPassing(table) && !said.has(column));
    expect(stays.map(({ column }) => column)).toEqual([]);
    const known = new Set(freeColumns.map(({ column }) => column));
    expect(
      Object.values(notErased)
        .flat()
        .filter((column) => !known.has(column)),
    ).toEqual([]);
  });

  it('whose rows pass is deleted from by somebody', () => {
    const deleted = files.flatMap(({ text }) => [
      ...[...text.matchAll(/delete from (\w+)/g)].map(([, name = '']) => name),
      ...[...text.matchAll(/\.delete\((\w+)\)/g)].map(([, name = '']) =>
        name.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
      ),
    ]);
    const passing = Object.entries(ends).filter(([, end]) => typeof end === 'object' && 'passing' in end);
    expect(passing.map(([table]) => table).filter((table) => !deleted.includes(table))).toEqual([]);
  });
});
