import { eq } from 'drizzle-orm';
import { isAdminRole, type Role } from '../../authority/roles.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Words } from '../../kernel/words.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { giveRole } from '../../operators/roles/give-role.ts';
import { hasOfficer } from '../../operators/roles/has-officer.ts';
import { latestAdminEnd } from '../../operators/roles/judge-role-draft.ts';
import { registerPerson } from '../../people/persons/register-person.ts';
import { findStaffByName } from '../../people/registry/find-staff-by-name.ts';
import type { PersonDraft } from '../../people/registry/person-draft.ts';
import { findAccountOfPerson } from '../../sign-in/accounts/account-rows.ts';
import { type IssuedSecret, issueAccount } from '../../sign-in/accounts/issue-account.ts';
import { reissueSecret } from '../../sign-in/accounts/reissue-secret.ts';
import type { HashingDeps } from '../../sign-in/passwords/in-hashing-place.ts';
import { createSite } from '../../zones/sites/create-site.ts';
import { listOrganisations } from '../../zones/sites/list-organisations.ts';
import { registerOrganisation } from '../../zones/sites/register-organisation.ts';
import { sites } from '../../zones/sites/tables.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { Obstacle } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

/** One of the staff, and by which login id they sign in. */
export type FirstOfficer = {
  readonly name: string;
  readonly loginId: string;
  readonly roles: readonly Role[];
};

export type FirstOfficersDraft = {
  readonly organisation: string;
  readonly site: string;
  /** Two at least, each named once. */
  readonly people: readonly FirstOfficer[];
};

/** One thing that stands now. */
export type Registered = {
  readonly what: 'organisation' | 'site' | 'person';
  readonly id: string;
  readonly name: string;
  readonly roles: string | null;
  readonly login: string | null;
  /** Signs in once, within 24 hours; kept nowhere. */
  readonly secret: string | null;
};

/**
 * Registers what an office begins with, by the use cases everybody uses, each act with its entry. What a call before left of it is
 * taken as it stands, with new secrets: roles are given last, and once a person holds one it is refused, because from then on officers decide.
 */
export async function makeFirstOfficers(
  deps: ActDeps & HashingDeps,
  { organisation, site, people }: FirstOfficersDraft,
): Promise<readonly Registered[]> {
  if (await hasOfficer(databaseOf(deps.pool), deps.clock.now())) throw new Obstacle(officersStand);
  const organisationId =
    (await findOrganisation(deps, organisation)) ??
    expectDone(await registerOrganisation(deps, terminalContext(), { name: organisation, kind: 'ministry' }))
      .id;
  const siteId =
    (await findSite(deps, site)) ?? expectDone(await createSite(deps, terminalContext(), { name: site })).id;
  const registered: (FirstOfficer & { readonly id: string; readonly issued: IssuedSecret })[] = [];
  for (const one of people) {
    const id =
      (await findStaffByName(databaseOf(deps.pool), organisationId, one.name)) ??
      expectDone(await registerPerson(deps, terminalContext(), staff(organisationId, one.name))).id;
    registered.push({ ...one, id, issued: await issueFirst(deps, id, one.loginId) });
  }
  for (const { id, roles } of registered) {
    for (const role of roles) {
      const draft = { holder: { type: 'person', id }, role } as const;
      expectDone(await giveRole(deps, terminalContext(), { ...draft, ...termOf(role, deps.clock.now()) }));
    }
  }
  const nobodys = { roles: null, login: null, secret: null };
  return [
    { what: 'organisation', id: organisationId, name: organisation, ...nobodys },
    { what: 'site', id: siteId, name: site, ...nobodys },
    ...registered.map(({ id, name, roles, issued }) => ({
      what: 'person' as const,
      id,
      name,
      roles: roles.join(' '),
      login: issued.loginId,
      secret: issued.secret,
    })),
  ];
}

/** A secret that nobody saw before: of a login id that a call before has issued, too. */
async function issueFirst(
  deps: ActDeps & HashingDeps,
  personId: string,
  loginId: string,
): Promise<IssuedSecret> {
  const standing = await findAccountOfPerson(databaseOf(deps.pool), personId);
  const draft = { personId, loginId };
  if (standing === undefined) return expectDone(await issueAccount(deps, terminalContext(), draft));
  const again = { loginId: standing.loginId, reason: '運用開始の登録のやり直し' };
  return expectDone(await reissueSecret(deps, terminalContext(), again));
}

/** 管理者権限 ends: who was first gives it anew within the year. */
function termOf(role: Role, now: Date) {
  return isAdminRole(role) ? { until: latestAdminEnd(now), duty: '運用開始時の権限管理' } : {};
}

const officersStand: Words = {
  ja: '役割を持つ人がすでにいます。ここからはその人が登録するか、sekisho role give で役割を与えてください。',
  en: 'a person holds a role already: from here on it is theirs to register others, or give roles by sekisho role give.',
};

function staff(organisationId: string, name: string): PersonDraft {
  const nothing = { nameKana: null, affiliation: null, contractId: null, employeeNumber: null };
  return { kind: 'staff', name, organisationId, ...nothing };
}

async function findOrganisation({ pool }: ActDeps, name: string): Promise<string | undefined> {
  const registered = await listOrganisations(databaseOf(pool));
  return registered.find((one) => one.name === name)?.id;
}

async function findSite({ pool }: ActDeps, name: string): Promise<string | undefined> {
  const [site] = await databaseOf(pool).select({ id: sites.siteId }).from(sites).where(eq(sites.name, name));
  return site?.id;
}
