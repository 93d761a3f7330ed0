import { watchGateways } from '../access/gateways/watch-gateways.ts';
import { countInZones } from '../access/presence/count-in-zones.ts';
import { armPresenceReset } from '../access/state/arm-presence-reset.ts';
import { clearZones } from '../access/state/clear-zones.ts';
import { loadZoneOfficers } from '../authority/load-zone-officers.ts';
import type { Role } from '../authority/roles.ts';
import { systemPrincipal } from '../authority/system-principal.ts';
import { databaseOf } from '../db/pool.ts';
import { newId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';
import type { ActContext, ActDeps } from '../log/writing/perform-act.ts';
import { findPersonContext } from '../operators/principals/find-person-context.ts';
import { giveRole } from '../operators/roles/give-role.ts';
import { latestAdminEnd, type RoleDraft } from '../operators/roles/judge-role-draft.ts';
import { createToken } from '../operators/tokens/create-token.ts';
import type { PublishedPermission } from '../people/permissions/judge-published-permission.ts';
import { loadPermitted } from '../people/permissions/load-permitted.ts';
import { publishPermissions } from '../people/permissions/publish-permissions.ts';
import type { RosterLine } from '../people/persons/judge-roster.ts';
import { publishRoster } from '../people/persons/publish-roster.ts';
import { prepareReopening } from '../people/rights/prepare-reopening.ts';
import { renewAdmissionsOfSite } from '../visitors/admission/renew-admissions.ts';
import { changeDeterminations } from '../zones/determinations/change-determinations.ts';
import { notifyingProposals } from '../zones/determinations/notifying-proposals.ts';
import { changePlan } from '../zones/plan-change/change-plan.ts';
import { withoutAdditions, withoutExceptions } from '../zones/plan-change/reopening.ts';
import { loadPolicy, usualPolicy } from '../zones/regulation/load-policy.ts';
import { loadProposals } from '../zones/regulation/load-proposals.ts';
import { createSite } from '../zones/sites/create-site.ts';
import { registerOrganisation } from '../zones/sites/register-organisation.ts';
import { type Building, planOf } from './building.ts';
import { cardKey } from './card-key.ts';
import type { Holder } from './issued-card.ts';

/** A person of the file as the service knows them. */
export type KnownHolder = { readonly personId: string; readonly permissionId: string };

/** The office a file is played in. */
export type ReplayOffice = {
  readonly siteId: string;
  /** By the person's part of a prox-id. */
  readonly holders: ReadonlyMap<string, KnownHolder>;
  /** Card ids by prox-id; further issues are added when they appear. */
  readonly cardIds: Map<string, string>;
  /** Two officers of every zone, and who issues cards. */
  readonly officers: readonly [string, string];
  readonly issuer: string;
  /** By gateway. */
  readonly tokens: ReadonlyMap<string, string>;
};

export type OfficeDraft = {
  readonly name: string;
  readonly timeZone: string;
  readonly building: Building;
  readonly holders: readonly Holder[];
  readonly until: Date;
  readonly mintedBy: { readonly osUser: string; readonly host: string };
};

const program = 'replay';

/** The context of an act that builds the office. */
function context(): ActContext {
  return { principal: systemPrincipal(program), requestId: newId<'request'>() };
}

/** The context of an act of one of the office's persons. */
export async function contextOf(deps: ActDeps, personId: string): Promise<ActContext> {
  const found = await findPersonContext(deps, personId, program);
  if (found === undefined) throw new Error(`${personId} is not in office`);
  return found;
}

/** Builds the office by the use cases any office is built by: plan, determinations, officers, persons, cards, permissions, tokens. */
export async function makeReplayOffice(deps: ActDeps, draft: OfficeDraft): Promise<ReplayOffice> {
  const { name, building, holders, timeZone, mintedBy } = draft;
  const organisation = done(await registerOrganisation(deps, context(), { name, kind: 'ministry' })).id;
  const staff = (person: string): RosterLine => ({
    personId: newId<'person'>(),
    kind: 'staff',
    name: person,
    nameKana: null,
    organisationId: organisation,
    affiliation: null,
    contractId: null,
    employeeNumber: null,
    card: null,
  });
  const [first, second, issuer] = [staff('区域責任者 一'), staff('区域責任者 二'), staff('権限管理者')];
  const people = holders.map(({ person, cards }) => ({
    person,
    line: withFirstCard(staff(person), cards[0]?.card),
  }));
  done(await publishRoster(deps, context(), [first, second, issuer, ...people.map(({ line }) => line)]));

  const siteId = done(await createSite(deps, context(), { name })).id;
  const policy = loadPolicy(usualPolicy);
  const officer = await contextOf(deps, first.personId);
  const proposals = loadProposals(policy);
  const adoption = {
    organisation,
    basis: '再生のため付属の案のまま',
    cells: 'all',
    notifications: notifyingProposals(proposals, true),
  } as const;
  const offered = { ...deps, policy, loadPermitted, proposals };
  done(await changeDeterminations(offered, officer, { step: 'adopt-proposals', adoption }));
  const plan = planOf(building, organisation, name, timeZone);
  const officersOf = (site: string) => loadZoneOfficers(databaseOf(deps.pool), site, deps.clock.now());
  const planDeps = {
    ...deps,
    policy,
    loadZoneOfficers: officersOf,
    countInZones,
    clearZones,
    armPresenceReset,
    watchGateways,
    loadPermitted,
    prepareReopening,
    prepareExceptions: withoutExceptions,
    findUncovered: withoutAdditions,
    renewAdmissionsOfSite,
  };
  done(await changePlan(planDeps, officer, { siteId, plan, isSeen: (seq) => seq === 0 }));

  const give = async (id: string, role: Role, over: Partial<RoleDraft> = {}) => {
    done(await giveRole(deps, context(), { holder: { type: 'person', id }, role, ...over }));
  };
  const until = latestAdminEnd(deps.clock.now());
  await give(issuer.personId, 'rights-admin', { until, duty: '識別カードの発行' });
  for (const { id } of plan.zones) {
    await give(first.personId, 'zone-officer', { siteId, scope: id });
    await give(second.personId, 'zone-officer', { siteId, scope: id });
  }
  const officers = [first.personId, second.personId] as const;
  const known = new Map(
    people.map(({ person, line }) => [
      person,
      { personId: line.personId, permissionId: newId<'permission'>() as string },
    ]),
  );
  const permissions = permissionsOf(draft, known, officers, deps.clock.now());
  done(await publishPermissions(deps, context(), siteId, permissions));

  const tokens = new Map<string, string>();
  for (const { id } of plan.gateways) {
    const holder = { type: 'gateway', id, siteId } as const;
    tokens.set(id, done(await createToken(deps, context(), { holder, days: 365, mintedBy })).token);
  }
  const cardIds = new Map(
    people.flatMap(({ line: { card } }) => (card === null ? [] : [[card.number, card.cardId] as const])),
  );
  return { siteId, holders: known, cardIds, officers, issuer: issuer.personId, tokens };
}

function withFirstCard(line: RosterLine, card: string | undefined): RosterLine {
  if (card === undefined) return line;
  return { ...line, card: { ...cardKey(card), cardId: newId<'card'>(), expiresAt: null } };
}

/** The file says nothing of rights: everybody may enter, at any hour, what they are seen to enter. */
function permissionsOf(
  { building, until }: OfficeDraft,
  known: ReadonlyMap<string, KnownHolder>,
  officers: readonly [string, string],
  from: Date,
): readonly PublishedPermission[] {
  const entered = new Map<string, Set<string>>();
  const idNamed = new Map(building.zones.map(({ name, id }) => [name, id]));
  for (const { read, to } of building.passages) {
    const zones = entered.get(read.person) ?? new Set();
    entered.set(read.person, zones.add(idNamed.get(to) ?? ''));
  }
  return [...known].map(([person, { personId, permissionId }]) => {
    const zoneIds = [...(entered.get(person) ?? [])].toSorted();
    return {
      permissionId,
      personId,
      applicantId: personId,
      zoneIds,
      scheduleId: 'always',
      validFrom: from,
      validUntil: until,
      purpose: '読取り記録の再生',
      duringLockdown: false,
      outsider: null,
      approvals: zoneIds.flatMap((zone) =>
        officers.map((by) => ({ zone, by, as: 'zone-officer' as const, at: from.toISOString() })),
      ),
    };
  });
}

/** The value of a use case that has no reason to refuse here. */
export function done<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(`the office of the replay: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
