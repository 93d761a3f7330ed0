import type { Tx } from '../../db/in-transaction.ts';
import { permissionStatesInForce } from '../permissions/permission-lifecycle.ts';

/** A column of a site's table that names persons. */
export type PersonColumn = { readonly table: string; readonly column: string };

type Touching = PersonColumn & {
  /** Which rows say so. */
  readonly rows: string;
  /** The column is a list of persons. */
  readonly list?: true;
};

const inForce = permissionStatesInForce.map((state) => `'${state}'`).join(', ');

/** Where a site knows a person whom it may let through or has inside, and which rows say so: one line a slice. */
export const touching: readonly Touching[] = [
  {
    table: 'standing_permissions',
    column: 'person_id',
    rows: `until_seq is null and state in (${inForce})`,
  },
  { table: 'presence', column: 'person_id', rows: 'true' },
  { table: 'waits', column: 'person_id', rows: 'true' },
  { table: 'loans', column: 'holder_id', rows: 'until_seq is null' },
  { table: 'admissions', column: 'member_id', rows: 'until_seq is null and open' },
  { table: 'destinations', column: 'host_id', rows: 'until_seq is null' },
  { table: 'destinations', column: 'escort_ids', rows: 'until_seq is null', list: true },
  { table: 'deputies', column: 'person_id', rows: 'true' },
  { table: 'person_exceptions', column: 'person_id', rows: 'until_seq is null' },
  { table: 'custody', column: 'visitor_id', rows: 'true' },
  { table: 'custody', column: 'escort_id', rows: 'true' },
];

const ofSite = 'a member of a visit is of this site alone, and stopped by its acts';
const actedOnDelivery = 'whoever handed something over lets nobody in by it';
const carries = 'an item opens no door; who carries one is asked of at every look at it';
const actedOnly = 'what a person decided about another lets nobody in';

/** Where a site names a person and lets nobody through by it, and why a stop need not hold its head. */
export const notTouching: readonly (PersonColumn & { readonly because: string })[] = [
  { table: 'entries', column: 'person_id', because: 'what was recorded stays as it is' },
  { table: 'entry_persons', column: 'person_id', because: 'what was recorded stays as it is' },
  { table: 'moves', column: 'person_id', because: 'what was recorded stays as it is' },
  { table: 'alarms', column: 'person_id', because: 'an alarm opens nothing' },
  { table: 'personal_reads', column: 'persons', because: 'whom somebody read of is let in by nothing of it' },
  {
    table: 'standing_permissions',
    column: 'applicant_id',
    because: 'whoever applied holds no right by it; a host is found by the permissions to review',
  },
  { table: 'permits', column: 'applicant_id', because: 'whoever applied holds no right by it' },
  {
    table: 'permits',
    column: 'concerned_ids',
    because: 'a permit opens no door; who is stopped is asked wherever one is used',
  },
  { table: 'items', column: 'owner_id', because: carries },
  { table: 'items', column: 'registrant_id', because: carries },
  { table: 'items', column: 'carried_by', because: carries },
  { table: 'item_findings', column: 'carrier_id', because: carries },
  { table: 'inspections', column: 'person_id', because: 'whose things were looked through opens nothing' },
  { table: 'console_seals', column: 'opened_by', because: 'who opened a seal once stays known' },
  { table: 'system_surveys', column: 'surveyed_by', because: 'what was found once stays found' },
  { table: 'gap_signings', column: 'signed_by', because: 'what was signed stays signed' },
  { table: 'rights_reviews', column: 'signed_by', because: 'what was signed stays signed' },
  { table: 'gap_tasks', column: 'assignee_id', because: 'to be given something to do opens nothing' },
  { table: 'gap_tasks', column: 'assigned_by', because: 'what was given to somebody stays with them' },
  {
    table: 'zone_keys',
    column: 'holder_id',
    because: 'a key opens without being asked: who has it is called, and gives it back',
  },
  { table: 'zone_measures', column: 'recorded_by', because: 'what was done in a room stays done' },
  {
    table: 'officer_deputies',
    column: 'officer_id',
    because: 'what is decided for them opens no door by itself',
  },
  {
    table: 'officer_deputies',
    column: 'person_id',
    because: 'who decides is asked whether they are in office when they do',
  },
  { table: 'private_devices', column: 'holder_id', because: 'a device opens no door' },
  { table: 'private_devices', column: 'registrant_id', because: 'whoever registered holds no right by it' },
  { table: 'deliveries', column: 'handled_by', because: actedOnDelivery },
  { table: 'deliveries', column: 'courier_id', because: actedOnDelivery },
  { table: 'deliveries', column: 'collected_by', because: actedOnDelivery },
  { table: 'permit_waivers', column: 'person_ids', because: 'that nobody need notify opens no door' },
  { table: 'permit_waivers', column: 'recorded_by', because: actedOnly },
  { table: 'permit_waivers', column: 'ended_by', because: actedOnly },
  {
    table: 'photography_tokens',
    column: 'holder_id',
    because: 'whoever wears an armband comes in by it nowhere',
  },
  { table: 'book_loans', column: 'borrower_id', because: 'what is lent from a book opens no door' },
  { table: 'book_loans', column: 'lent_by', because: actedOnly },
  { table: 'book_loans', column: 'ended_by', because: actedOnly },
  { table: 'photography_reviews', column: 'reviewed_by', because: actedOnly },
  { table: 'permit_holders', column: 'person_id', because: 'they are those of the permits' },
  { table: 'retention_holds', column: 'person_id', because: 'how long a name is kept opens nothing' },
  { table: 'retention_holds', column: 'decided_by', because: actedOnly },
  {
    table: 'work_occurrences',
    column: 'attendant_id',
    because: 'who attends is found by where they are, and holds a right to be there',
  },
  {
    table: 'proposals',
    column: 'proposed_by',
    because: 'the second person is asked whether the first still may',
  },
  { table: 'proposals', column: 'closed_by', because: 'what is closed opens nothing' },
  { table: 'admissions', column: 'escort_ids', because: 'they are those of its destinations' },
  {
    table: 'wearing_excuses',
    column: 'person_id',
    because: 'whoever wears no card still shows one at the door',
  },
  { table: 'visits', column: 'planned_by', because: 'whoever planned lets nobody in by it' },
  { table: 'kept_things', column: 'owner_id', because: 'what lies at the desk opens nothing' },
  { table: 'passes', column: 'holder_id', because: 'a card that opens for its holder is found by its loan' },
  { table: 'paper_lines', column: 'person_id', because: 'what was written down opens nothing' },
  { table: 'arrivals', column: 'met_by', because: 'whoever met a visitor lets nobody in by it' },
  { table: 'arrivals', column: 'member_id', because: ofSite },
  { table: 'destinations', column: 'member_ids', because: ofSite },
  { table: 'destinations', column: 'reviewed_member_ids', because: ofSite },
  { table: 'members', column: 'member_id', because: ofSite },
  { table: 'members', column: 'substitutes', because: ofSite },
  { table: 'visitor_identities', column: 'member_id', because: ofSite },
  { table: 'visitor_corrections', column: 'member_id', because: ofSite },
  { table: 'restricted_clearances', column: 'member_id', because: ofSite },
  { table: 'restricted_clearances', column: 'cleared_by', because: actedOnly },
  { table: 'restricted_persons', column: 'entered_by', because: actedOnly },
  { table: 'restricted_persons', column: 'approved_by', because: actedOnly },
  { table: 'restricted_persons', column: 'ended_by', because: actedOnly },
  { table: 'press_organisations', column: 'entered_by', because: actedOnly },
  { table: 'press_organisations', column: 'approved_by', because: actedOnly },
  { table: 'press_organisations', column: 'ended_by', because: actedOnly },
  { table: 'press_persons', column: 'entered_by', because: actedOnly },
  { table: 'press_persons', column: 'approved_by', because: actedOnly },
  { table: 'press_persons', column: 'ended_by', because: actedOnly },
  { table: 'press_registrations', column: 'member_id', because: ofSite },
  { table: 'deputies', column: 'host_id', because: 'their reviews are found by their destinations' },
  { table: 'unanswered_calls', column: 'called_id', because: 'who did not answer lets nobody in' },
];

/**
 * The sites where these persons may be let through or are. An act on their rights takes the heads of all of them (I5);
 * the caller has locked the persons' rows.
 */
export async function findTouchedSites(
  { client }: Tx,
  personIds: readonly string[],
): Promise<readonly string[]> {
  if (personIds.length === 0) return [];
  const { rows } = await client.query<{ siteId: string }>({ ...touchedSites, values: [personIds] });
  return rows.map((row) => row.siteId);
}

// Site by site: presence is kept and indexed by site.
const touchedSites = {
  name: 'find-touched-sites',
  text: `
    select s.site_id as "siteId" from sites s
    where ${touching.map(existsIn).join('\n    or ')}
    order by s.site_id`,
};

function existsIn({ table, column, rows, list }: Touching): string {
  const names = list ? `t.${column} && $1::uuid[]` : `t.${column} = any($1::uuid[])`;
  return `exists (select from ${table} t where t.site_id = s.site_id and ${names} and ${rows})`;
}
