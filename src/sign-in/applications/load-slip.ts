import type { Database } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { loadPersonNames } from '../../people/registry/load-person-names.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { listOrganisations } from '../../zones/sites/list-organisations.ts';
import { type AccountRow, findAccount } from '../accounts/account-rows.ts';
import { type ApplicationRow, findApplication } from './application-rows.ts';

/** What stands on the slip of a login id: whose it is, by whose act, and whether they received it. Never by what it is verified. */
export type Slip = {
  readonly account: AccountRow;
  /** Undefined where it was issued without one. */
  readonly application: ApplicationRow | undefined;
  /** 課室 of the application, or of the person now. */
  readonly office: string | null;
  /** By id; of who has no name any more the id stays. */
  readonly names: ReadonlyMap<string, string>;
};

export async function loadSlip(db: Database, loginId: string): Promise<Slip | undefined> {
  const account = await findAccount(db, loginId);
  if (account === undefined || account.deletedAt !== null) return undefined;
  const { applicationId, personId, issuedBy } = account;
  const application = applicationId === null ? undefined : await findApplication(db, applicationId);
  const unit = application?.organisationId ?? (await findPerson(db, personId))?.organisationId ?? null;
  const people = [personId, issuedBy, application?.appliedBy, application?.decidedBy];
  return {
    account,
    application,
    office: (await listOrganisations(db)).find(({ id }) => id === unit)?.name ?? null,
    names: await loadPersonNames(
      db,
      people.flatMap((id) => (typeof id === 'string' && isUuid(id) ? [id] : [])),
    ),
  };
}
