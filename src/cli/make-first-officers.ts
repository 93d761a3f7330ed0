import { eq } from 'drizzle-orm';
import { isAdminRole, type Role } from '../authority/roles.ts';
import { databaseOf } from '../db/pool.ts';
import type { Words } from '../kernel/words.ts';
import type { ActDeps } from '../log/perform-act.ts';
import { giveRole } from '../operators/give-role.ts';
import { hasOfficer } from '../operators/has-officer.ts';
import { latestAdminEnd } from '../operators/judge-role-draft.ts';
import { registerPerson } from '../people/persons/register-person.ts';
import { findStaffByName } from '../people/registry/find-staff-by-name.ts';
import type { PersonDraft } from '../people/registry/person-draft.ts';
import { createSite } from '../zones/sites/create-site.ts';
import { listOrganisations } from '../zones/sites/list-organisations.ts';
import { registerOrganisation } from '../zones/sites/register-organisation.ts';
import { sites } from '../zones/sites/tables.ts';
import { expectDone } from './expect-done.ts';
import { Obstacle } from './terminal.ts';
import { terminalContext } from './terminal-context.ts';

export type FirstOfficersDraft = {
  readonly organisation: string;
  readonly site: string;
  /** Names of staff; who is named twice is one person. */
  readonly officers: readonly string[];
  readonly rightsAdmins: readonly string[];
};

/** One thing that stands now. */
export type Registered = {
  readonly what: 'organisation' | 'site' | 'person';
  readonly id: string;
  readonly name: string;
  readonly roles: string | null;
};

/**
 * Registers what an office begins with, by the use cases everybody uses, each act with its entry. What a call before left of it is
 * taken as it stands: roles are given last, and once a person holds one it is refused, because from then on officers decide.
 */
export async function makeFirstOfficers(
  deps: ActDeps,
  { organisation, site, officers, rightsAdmins }: FirstOfficersDraft,
): Promise<readonly Registered[]> {
  if (await hasOfficer(databaseOf(deps.pool), deps.clock.now())) throw new Obstacle(officersStand);
  const organisationId =
    (await findOrganisation(deps, organisation)) ??
    expectDone(await registerOrganisation(deps, terminalContext(), { name: organisation, kind: 'ministry' }))
      .id;
  const siteId =
    (await findSite(deps, site)) ?? expectDone(await createSite(deps, terminalContext(), { name: site })).id;
  const people: { readonly id: string; readonly name: string; readonly roles: readonly Role[] }[] = [];
  for (const name of new Set([...officers, ...rightsAdmins])) {
    const id =
      (await findStaffByName(databaseOf(deps.pool), organisationId, name)) ??
      expectDone(await registerPerson(deps, terminalContext(), staff(organisationId, name))).id;
    const roles: Role[] = [
      ...(officers.includes(name) ? (['general-officer'] as const) : []),
      ...(rightsAdmins.includes(name) ? (['rights-admin'] as const) : []),
    ];
    people.push({ id, name, roles });
  }
  for (const { id, roles } of people) {
    for (const role of roles) {
      const draft = { holder: { type: 'person', id }, role } as const;
      expectDone(await giveRole(deps, terminalContext(), { ...draft, ...termOf(role, deps.clock.now()) }));
    }
  }
  return [
    { what: 'organisation', id: organisationId, name: organisation, roles: null },
    { what: 'site', id: siteId, name: site, roles: null },
    ...people.map(({ roles, ...person }) => ({ what: 'person' as const, ...person, roles: roles.join(' ') })),
  ];
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
