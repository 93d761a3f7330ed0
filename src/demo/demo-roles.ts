import { latestAdminEnd, type RoleDraft } from '../operators/roles/judge-role-draft.ts';
import type { DemoPeople, DemoUnits } from './demo-people.ts';
import { demoZoneIds } from './demo-zones.ts';

type Officers = Readonly<Record<string, readonly string[]>>;

/**
 * Who may decide for which zone: two each, so that one decides for the other, and three where the zone is of class 3,
 * because there two have to agree and neither may be the applicant.
 */
export function demoOfficers(people: DemoPeople): Officers {
  const general = idsOf(people.general);
  const policy = idsOf(people.policy);
  const systems = idsOf(people.systems);
  const own: Officers = {
    'office-general': general.slice(4, 6),
    'office-policy': policy.slice(1, 3),
    'meeting-2f': policy.slice(1, 3),
    'office-systems': systems.slice(1, 3),
    'server-room': systems.slice(0, 3),
    archive: systems.slice(0, 3),
  };
  return Object.fromEntries(demoZoneIds.map((zone) => [zone, own[zone] ?? general.slice(2, 4)]));
}

/** Every post of the demo office and who holds it. */
export function demoRoles(
  people: DemoPeople,
  units: DemoUnits,
  siteId: string,
  since: Date,
): readonly RoleDraft[] {
  const general = idsOf(people.general);
  const policy = idsOf(people.policy);
  const systems = idsOf(people.systems);
  const give = (
    role: RoleDraft['role'],
    ids: readonly string[],
    over: Omit<RoleDraft, 'holder' | 'role'> = {},
  ) => ids.map((id): RoleDraft => ({ holder: { type: 'person', id }, role, ...over }));
  const until = latestAdminEnd(since);
  return [
    ...give('ciso', policy.slice(0, 1)),
    ...give('general-officer', general.slice(0, 1)),
    ...give('security-officer', [...general.slice(1, 2), ...systems.slice(0, 1)]),
    ...Object.entries(demoOfficers(people)).flatMap(([zone, ids]) =>
      give('zone-officer', ids, { siteId, scope: zone }),
    ),
    ...give('section-officer', general.slice(6, 7), { scope: units.general }),
    ...give('section-officer', policy.slice(3, 4), { scope: units.policy }),
    ...give('section-officer', systems.slice(3, 4), { scope: units.systems }),
    ...give('rights-admin', general.slice(7, 8), { until, duty: '役割と識別カードの管理' }),
    ...give('system-admin', systems.slice(4, 5), { until, duty: '情報システムの管理' }),
    ...give('csirt', systems.slice(5, 6)),
    ...give('auditor', policy.slice(4, 5)),
    ...give('reception', general.slice(8, 11), { siteId }),
    ...give('guard', idsOf(people.guards).slice(0, 6), { siteId }),
  ];
}

function idsOf(lines: DemoPeople[keyof DemoPeople]): readonly string[] {
  return lines.map(({ personId }) => personId);
}
