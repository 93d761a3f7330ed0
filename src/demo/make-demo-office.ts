import { watchGateways } from '../access/gateways/watch-gateways.ts';
import { countInZones } from '../access/presence/count-in-zones.ts';
import { findPlaces } from '../access/presence/find-places.ts';
import { armPresenceReset } from '../access/state/arm-presence-reset.ts';
import { clearZones } from '../access/state/clear-zones.ts';
import { loadZoneOfficers } from '../authority/load-zone-officers.ts';
import { systemPrincipal } from '../authority/system-principal.ts';
import { buildPermitGuards } from '../build-permit-guards.ts';
import { databaseOf } from '../db/pool.ts';
import { registerPass } from '../desk/passes/register-pass.ts';
import { dayMs } from '../kernel/day-ms.ts';
import { newId } from '../kernel/ids.ts';
import type { ActContext, ActDeps } from '../log/writing/perform-act.ts';
import { findPersonContext } from '../operators/principals/find-person-context.ts';
import { giveRole } from '../operators/roles/give-role.ts';
import type { RoleDraft } from '../operators/roles/judge-role-draft.ts';
import { registerContract } from '../people/contracts/register-contract.ts';
import { loadPermitted } from '../people/permissions/load-permitted.ts';
import { publishPermissions } from '../people/permissions/publish-permissions.ts';
import type { RosterLine } from '../people/persons/judge-roster.ts';
import { publishRoster } from '../people/persons/publish-roster.ts';
import { prepareReopening } from '../people/rights/prepare-reopening.ts';
import { renewAdmissionsOfSite } from '../visitors/admission/renew-admissions.ts';
import { addPurpose } from '../zones/determinations/add-purpose.ts';
import { changeDeterminations } from '../zones/determinations/change-determinations.ts';
import { notifyingProposals } from '../zones/determinations/notifying-proposals.ts';
import { endOfDay } from '../zones/hours/end-of-day.ts';
import { changePlan } from '../zones/plan-change/change-plan.ts';
import { withoutAdditions, withoutExceptions } from '../zones/plan-change/reopening.ts';
import { loadPolicy, usualPolicy } from '../zones/regulation/load-policy.ts';
import { loadProposals } from '../zones/regulation/load-proposals.ts';
import { createSite } from '../zones/sites/create-site.ts';
import { registerOrganisation } from '../zones/sites/register-organisation.ts';
import { demoPasses } from './demo-passes.ts';
import { type DemoContracts, type DemoPeople, demoCompanies, demoPeople } from './demo-people.ts';
import { demoPermissions } from './demo-permissions.ts';
import { demoPlan, demoTimeZone } from './demo-plan.ts';
import { demoRoles } from './demo-roles.ts';
import { type DemoVisit, demoPurpose, planDemoVisit } from './demo-visit.ts';
import { done } from './done.ts';
import { forgetReport } from './forget-report.ts';
import { makePermitsOfToday } from './make-permits-of-today.ts';
import { peopleOfToday } from './people-of-today.ts';

export type DemoOffice = {
  readonly siteId: string;
  readonly people: DemoPeople;
  /** Who holds which role. */
  readonly posts: readonly RoleDraft[];
  /** Whom the visitor of today comes to see, and who escorts them. */
  readonly host: RosterLine;
  readonly visit: DemoVisit;
  readonly zones: number;
  readonly doors: number;
};

const program = 'demo';
const fortnightMs = 14 * dayMs;
const yearMs = 365 * dayMs;

/**
 * Makes the demo office in an empty database by the same use cases as any other office. It stands since a fortnight, so that
 * something of it can be overdue; its doors are connected today, and who is expected and permitted is so today.
 */
export async function makeDemoOffice(today: ActDeps): Promise<DemoOffice> {
  const now = today.clock.now();
  const since = new Date(now.getTime() - fortnightMs);
  const until = new Date(now.getTime() + yearMs);
  const deps = { ...today, clock: { now: () => since } };
  const context = (): ActContext => ({ principal: systemPrincipal(program), requestId: newId<'request'>() });

  const ministry = done(await registerOrganisation(deps, context(), { name: '見本省', kind: 'ministry' })).id;
  const section = async (name: string) =>
    done(await registerOrganisation(deps, context(), { name, kind: 'section', parentId: ministry })).id;
  const units = {
    general: await section('総務課'),
    policy: await section('政策課'),
    systems: await section('情報システム課'),
  };
  const contract = async (company: keyof DemoContracts, purpose: string) => {
    const terms = { organisationId: units.general, validFrom: since, validUntil: until };
    const draft = { company: demoCompanies[company], purpose, ...terms };
    return done(await registerContract(deps, context(), draft)).id;
  };
  const contracts = {
    guards: await contract('guards', '庁舎警備'),
    cleaners: await contract('cleaners', '庁舎清掃'),
  };
  const people = demoPeople(units, contracts);
  done(await publishRoster(deps, context(), Object.values(people).flat()));

  const siteId = done(await createSite(deps, context(), { name: '見本合同庁舎 本館' })).id;
  const policy = loadPolicy(usualPolicy);
  const proposals = loadProposals(policy);
  const as = async (personId: string) => expected(await findPersonContext(deps, personId, program));
  const officer = await as(idOf(people.general[0]));
  const adoption = {
    organisation: ministry,
    basis: '見本の決裁（付属の案のまま）',
    cells: 'all',
    notifications: notifyingProposals(proposals, true),
  } as const;
  const offered = { ...deps, policy, loadPermitted, proposals };
  done(await changeDeterminations(offered, officer, { step: 'adopt-proposals', adoption }));

  const plan = demoPlan(ministry);
  const officers = (site: string) => loadZoneOfficers(databaseOf(deps.pool), site, since);
  const planDeps = {
    ...deps,
    policy,
    loadZoneOfficers: officers,
    countInZones,
    clearZones,
    // Nobody has missed the gateways, nor reset anything, before today.
    armPresenceReset: (...[client, site, settings]: Parameters<typeof armPresenceReset>) =>
      armPresenceReset(client, site, settings, now),
    watchGateways: (...[client, site, difference]: Parameters<typeof watchGateways>) =>
      watchGateways(client, site, difference, now),
    loadPermitted,
    prepareReopening,
    prepareExceptions: withoutExceptions,
    findUncovered: withoutAdditions,
    renewAdmissionsOfSite,
  };
  done(await changePlan(planDeps, officer, { siteId, plan, isSeen: (seq) => seq === 0 }));
  const posts = demoRoles(people, units, siteId, since);
  for (const post of posts) done(await giveRole(deps, context(), post));
  done(await publishPermissions(deps, context(), siteId, demoPermissions(people, since, until)));
  done(await addPurpose(deps, officer, ministry, demoPurpose));
  for (const pass of demoPasses) {
    done(await registerPass(deps, context(), siteId, { ...pass, basis: 'visit', highestClass: 2 }));
  }
  const permitDeps = {
    ...deps,
    siteId,
    as,
    policy,
    permitGuards: buildPermitGuards(findPlaces, { ...deps, policy }),
  };
  const [engineer, head] = [idOf(people.systems[30]), idOf(people.systems[3])];
  await forgetReport(permitDeps, { engineer, head });

  const host = expected(people.systems[21]);
  const visit = done(await planDemoVisit({ ...today, policy }, await as(host.personId), siteId));
  const period = { from: now, until: expected(endOfDay(visit.day, demoTimeZone)) };
  const guest = visit.memberId;
  const involved = { ...peopleOfToday(people), host: host.personId, guest, contract: contracts.cleaners };
  await makePermitsOfToday({ ...permitDeps, clock: today.clock }, period, involved);
  return { siteId, people, posts, host, visit, zones: plan.zones.length, doors: plan.doors.length };
}

function idOf(line: RosterLine | undefined): string {
  return expected(line).personId;
}

function expected<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the demo office has too few people');
  return value;
}
