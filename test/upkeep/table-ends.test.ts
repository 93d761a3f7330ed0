import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/**
 * What becomes of the rows of a table. `erased`: their names go by date (`src/retention/erasables.ts`). `month`: they stand in months, which the owner
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
  role_assignments: ofTheRegister,
  schedule_extensions: ofTheRecord,
  sessions: { passing: 'deleted a day after the session is over' },
  consoles: { kept: 'entries and sessions name them' },
  console_seals: { kept: 'one row a console' },
  sign_in_pins: { kept: 'one row an account' },
  sign_in_accounts: { kept: 'a login id is one person’s for ever (2.2.1.3(2)(g)(ウ))' },
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

const tablesThat = (end: End) => Object.keys(ends).filter((table) => ends[table] === end);

describe('a table', () => {
  it('has an end, or is kept for ever for a reason, and none is forgotten', () => {
    expect(Object.keys(ends).toSorted()).toEqual(tables.toSorted());
  });

  it('whose rows are erased by date is among what the erasure looks for', () => {
    const text = files.find(({ file }) => file === 'retention/erasables.ts')?.text ?? '';
    const named = tablesThat('erased').filter((table) => text.includes(table));
    expect(named).toEqual(tablesThat('erased'));
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
