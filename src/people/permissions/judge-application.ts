import { dayMs } from '../../kernel/day-ms.ts';
import type { FieldError } from '../../kernel/problem.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import type { PersonKind, PersonState } from '../registry/person-lifecycle.ts';
import type { Application, OutsiderTerms } from './application.ts';
import { basisFaults, judgeBasis } from './judge-basis.ts';
import type { Named } from './load-named.ts';

/** What an application is weighed against. */
export type ApplicationFacts = {
  readonly person:
    | { readonly kind: PersonKind; readonly state: PersonState; readonly contractId: string | null }
    | undefined;
  /** The contract the person is under now. */
  readonly contract: ContractRow | undefined;
  readonly named: Named;
  /** The persons it names who are 行政事務従事者 in office. */
  readonly activeStaff: ReadonlySet<string>;
  readonly now: Date;
};

const longestDays = 366;

/** Every fault of an application (2.3.1.1(2)(a)(エ)); for outsiders also of what it must name beside. */
export function judgeApplication(application: Application, facts: ApplicationFacts): readonly FieldError[] {
  const { zoneIds, scheduleId } = application;
  const { person, named } = facts;
  const errors: FieldError[] = [...judgePeriod(application, facts.now)];
  if (person === undefined || person.state === 'left') {
    errors.push({ at: '/person', message: 'この人は登録されていないか、離任しています' });
  } else if (person.kind === 'visitor' || person.kind === 'emergency-services') {
    errors.push({ at: '/person', message: '訪問者・緊急機関の者に継続的立入許可は出せません' });
  }
  for (const [index, zone] of zoneIds.entries()) {
    if (!named.zones.has(zone))
      errors.push({ at: `/zones/${index}`, message: 'この庁舎にこの区域はありません' });
  }
  if (!named.schedules.has(scheduleId)) {
    errors.push({ at: '/schedule', message: 'この庁舎にこの時間帯はありません' });
  }
  return [...errors, ...judgeTerms(application, facts)];
}

function judgePeriod({ validFrom, validUntil }: Application, now: Date): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (validUntil <= validFrom) errors.push({ at: '/until', message: '終わりは始まりより後にしてください' });
  if (validUntil <= now) errors.push({ at: '/until', message: '終わりは現在より後にしてください' });
  if (validUntil.getTime() - validFrom.getTime() > longestDays * dayMs) {
    errors.push({ at: '/until', message: '期間は1年以内にしてください' });
  }
  return errors;
}

function judgeTerms(
  application: Application,
  { person, contract, activeStaff, now }: ApplicationFacts,
): readonly FieldError[] {
  const { personId, outsider } = application;
  if (person === undefined) return [];
  if (person.kind === 'staff') {
    return outsider === null ? [] : [{ at: '/outsider', message: '職員の申請には付けられません' }];
  }
  if (outsider === null) {
    return [{ at: '/outsider', message: '府省庁外の者には責任を負う職員・身元確認・審査が必要です' }];
  }
  const errors: FieldError[] = [];
  if (outsider.host === personId || !activeStaff.has(outsider.host)) {
    errors.push({ at: '/outsider/host', message: '在職中の職員を指定してください' });
  }
  if (outsider.identity.by === personId || !activeStaff.has(outsider.identity.by)) {
    errors.push({ at: '/outsider/identity/by', message: '身元確認は在職中の職員が行ってください' });
  }
  if (new Date(outsider.identity.at) > now) {
    errors.push({ at: '/outsider/identity/at', message: '身元確認の日時が未来です' });
  }
  if (outsider.review !== null && outsider.review.by !== outsider.host) {
    errors.push({ at: '/outsider/review', message: '審査は訪問相手が自ら行ってください' });
  }
  return [...errors, ...judgeContract(outsider, person), ...judgePeriodOfContract(application, contract)];
}

function judgePeriodOfContract(
  application: Application,
  contract: ApplicationFacts['contract'],
): readonly FieldError[] {
  return contract === undefined ? [] : judgeBasis(application, contract).map((fault) => basisFaults[fault]);
}

function judgeContract(
  { contract }: OutsiderTerms,
  person: { readonly kind: PersonKind; readonly contractId: string | null },
): readonly FieldError[] {
  const at = '/outsider/contract';
  if (person.kind !== 'card-lent') {
    return contract === null ? [] : [{ at, message: '契約は事前貸与者だけに付けられます' }];
  }
  return contract === person.contractId ? [] : [{ at, message: 'この人の現在の契約を指定してください' }];
}
