import type { RoleBonds } from '../../authority/load-role-bonds.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import type { PersonRow } from '../registry/person-rows.ts';
import type { Application, Approval } from './application.ts';
import { basisFaults, judgeBasis } from './judge-basis.ts';
import type { Named } from './load-named.ts';
import { partiesOf } from './parties-of.ts';

/** A standing permission applied for and approved on paper or in another system, to be published with many others. */
export type PublishedPermission = Application & {
  readonly permissionId: string;
  readonly applicantId: string;
  readonly approvals: readonly Approval[];
};

/** What the record knows that the judgement needs. */
export type PublicationFacts = {
  readonly named: Named;
  readonly persons: ReadonlyMap<string, PersonRow>;
  /** Those that persons are under, by id. */
  readonly contracts: ReadonlyMap<string, ContractRow>;
  /** By zone. */
  readonly officers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly activeStaff: ReadonlySet<string>;
  /** Among approvers, parties and whoever publishes. */
  readonly bonds: RoleBonds;
  /** Whose own act the publication is. */
  readonly publishers: ReadonlySet<string>;
};

/**
 * Everything that keeps one permission from being published; no weaker than applying and approving one by one: every
 * zone by its own officer, class 3 by two, nobody for themselves (I8), outsiders with all that 2.3.1.1(2)(a)(エ) asks.
 */
export function judgePublishedPermission(
  permission: PublishedPermission,
  facts: PublicationFacts,
): readonly string[] {
  return [
    ...judgePerson(permission, facts),
    ...judgePlace(permission, facts),
    ...judgeApprovals(permission, facts),
    ...judgeOutsider(permission, facts),
  ];
}

function judgePerson(
  { personId, applicantId }: PublishedPermission,
  { persons, activeStaff }: PublicationFacts,
) {
  return [
    ...(persons.get(personId)?.state === 'active'
      ? []
      : ['この人は登録されていないか、在職中ではありません']),
    ...(activeStaff.has(applicantId) ? [] : ['申請者が在職中の職員ではありません']),
  ];
}

function judgePlace(
  { zoneIds, scheduleId, validFrom, validUntil, duringLockdown }: PublishedPermission,
  { named: { zones, schedules } }: PublicationFacts,
) {
  return [
    ...(zoneIds.length === 0 ? ['区域がありません'] : []),
    ...zoneIds.filter((zone) => !zones.has(zone)).map((zone) => `区域「${zone}」は図面にありません`),
    ...(schedules.has(scheduleId) ? [] : [`時間割「${scheduleId}」は図面にありません`]),
    ...(validFrom < validUntil ? [] : ['期間の終わりは始まりより後にしてください']),
    ...(duringLockdown ? ['封鎖中の立入りは一件ずつ申請してください'] : []),
  ];
}

function judgeApprovals(
  permission: PublishedPermission,
  { named: { zones }, officers, bonds, publishers }: PublicationFacts,
) {
  const { zoneIds, approvals, applicantId, personId } = permission;
  const parties = new Set([...partiesOf(permission), ...publishers]);
  const own = approvals.filter(({ by }) => by === applicantId || by === personId);
  const appointed = approvals.filter(({ by }) => [...parties].some((party) => bonds.get(by)?.has(party)));
  return [
    ...(own.length === 0 ? [] : ['自分の申請又は自分の立入りを承認することはできません']),
    ...(publishers.has(personId) ? ['自分の立入りを自分で公開することはできません'] : []),
    ...(appointed.length === 0
      ? []
      : [
          '申請した人、許可を受ける人又は訪問相手と、この7日のうちに役割を与え、又は受けた人が承認しています',
        ]),
    ...zoneIds.flatMap((zone) => {
      const consenting = new Set(
        approvals.filter((one) => one.zone === zone && officers.get(zone)?.has(one.by)).map(({ by }) => by),
      );
      const needed = (zones.get(zone)?.class ?? 3) >= 3 ? 2 : 1;
      return suffice([...consenting], needed, bonds)
        ? []
        : [`区域「${zone}」の区域情報セキュリティ責任者${needed === 2 ? '二名' : ''}の承認がありません`];
    }),
  ];
}

/** Whether so many of them count as so many: of two who are bound to each other only one does. */
function suffice(persons: readonly string[], needed: 1 | 2, bonds: RoleBonds): boolean {
  if (needed === 1) return persons.length > 0;
  return persons.some((one) => persons.some((other) => other !== one && bonds.get(one)?.has(other) !== true));
}

function judgeOutsider(
  permission: PublishedPermission,
  { persons, contracts, activeStaff }: PublicationFacts,
) {
  const { personId, outsider } = permission;
  const person = persons.get(personId);
  if (person === undefined) return [];
  if (person.kind === 'staff') return outsider === null ? [] : ['職員の許可に訪問相手は付けられません'];
  if (outsider === null) return ['府省庁外の者の許可には、訪問相手・身元確認・審査が必要です'];
  const { host, identity, review, contract } = outsider;
  const basis = contracts.get(person.contractId ?? '');
  return [
    ...(activeStaff.has(host) ? [] : ['訪問相手が在職中の職員ではありません']),
    ...(activeStaff.has(identity.by) ? [] : ['身元を確認した者が在職中の職員ではありません']),
    ...(review !== null && review.by === host ? [] : ['訪問相手による審査がありません']),
    ...(contract === person.contractId ? [] : ['契約がこの人の契約と違います']),
    ...(basis === undefined ? [] : judgeBasis(permission, basis).map((fault) => basisFaults[fault].message)),
  ];
}
