import type { SomeZones } from '../../authority/visibility.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { hasPlan } from '../../zones/plan/find-elements.ts';
import { type ContractRow, findContractOf } from '../registry/contract-rows.ts';
import { lockPersons, type PersonRow } from '../registry/person-rows.ts';
import type { Application, ApplicationTerms } from './application.ts';
import { applicationOf } from './application-of.ts';
import { loadStaffNamed } from './load-staff-named.ts';

/** An application with what is known of the persons it names. */
export type ApplicationAct = {
  readonly application: Application;
  readonly person: PersonRow | undefined;
  /** The contract the person is under. */
  readonly contract: ContractRow | undefined;
  readonly activeStaff: ReadonlySet<string>;
  /** Of which hidden rooms the applicant knows. */
  readonly rooms: SomeZones;
};

/**
 * Locks the person and the host an application names and reads who of them is in office. Only persons apply. The site's
 * head is left to the act, which takes it once everything is read that stands without it.
 */
export async function beginApplication(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  personId: string,
  terms: ApplicationTerms,
): Promise<Result<ApplicationAct, Refusal>> {
  const { actor } = principal;
  if (actor.type !== 'person') {
    return refuse({ code: 'forbidden', detail: '申請は人が自分のトークンで行ってください。' });
  }
  const application = applicationOf(terms, personId, actor.id, tx.now);
  const { outsider } = application;
  const locked = await lockPersons(tx, [personId, ...(outsider === null ? [] : [outsider.host])]);
  if (!(await hasPlan(tx.db, siteId))) {
    return refuse({ code: 'not-found', detail: 'この庁舎の図面はまだありません。' });
  }
  const activeStaff = await loadStaffNamed(tx.db, application);
  const person = locked.get(personId);
  const rooms = await loadRoomsKnown(tx.client, principal, siteId, tx.now);
  return ok({ application, person, contract: await findContractOf(tx.db, person), activeStaff, rooms });
}
