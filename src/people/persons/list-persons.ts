import { and, asc, eq, gt, isNull, not, or, sql } from 'drizzle-orm';
import { hasInName } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import { keysOfName } from '../../kernel/names/name-keys.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { canonicalEmployeeNumber } from '../registry/canonical-employee-number.ts';
import { personNames } from '../registry/person-keys.ts';
import type { PersonKind, PersonState } from '../registry/person-lifecycle.ts';
import type { PersonRow } from '../registry/person-rows.ts';
import { persons } from '../registry/tables.ts';

export type PersonQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  /** Part of a name or its reading, or a whole employee number. */
  readonly q?: string | undefined;
  readonly organisation?: string | undefined;
  readonly contract?: string | undefined;
  readonly kind?: PersonKind | undefined;
  readonly state?: PersonState | undefined;
  /** Only those whose number somebody else in office has too. */
  readonly twinned?: boolean | undefined;
};

/** Persons in the order they were registered. */
export async function listPersons(db: Database, query: PersonQuery): Promise<Page<PersonRow>> {
  const { limit, after, q, organisation, contract, kind, state, twinned } = query;
  const rows = await db
    .select()
    .from(persons)
    .where(
      and(
        isNull(persons.untilSeq),
        after === undefined ? undefined : gt(persons.personId, after),
        q === undefined ? undefined : found(q),
        organisation === undefined ? undefined : eq(persons.organisationId, organisation),
        contract === undefined ? undefined : eq(persons.contractId, contract),
        kind === undefined ? undefined : eq(persons.kind, kind),
        state === undefined ? undefined : eq(persons.state, state),
        twinned === undefined ? undefined : isTwinned(twinned),
      ),
    )
    .orderBy(asc(persons.personId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.personId);
}

/** Marked, and the other is in office under the number still. */
function isTwinned(twinned: boolean) {
  const twin = sql`${persons.numberTwinned} and ${persons.state} <> 'left' and exists (
    select from ${persons} o where o.employee_number = ${persons}.employee_number
      and o.person_id <> ${persons}.person_id and o.until_seq is null and o.state <> 'left')`;
  return twinned ? twin : not(twin);
}

function found(q: string) {
  const byName = hasInName(personNames, keysOfName(q));
  return or(byName, eq(persons.employeeNumber, canonicalEmployeeNumber(q)));
}
