import { sameValue } from '../../zones/plan/same-value.ts';
import { judgeConsent } from '../deciding/judge-consent.ts';
import { type DatedPermit, permitConditions } from '../lifecycle/permit-conditions.ts';
import type { Afterwards, OwedLook } from '../rule/afterwards.ts';
import { answeringFor } from '../rule/answering-for.ts';
import type { Consent } from '../rule/consent.ts';
import type { Need, RuleTold } from '../rule/rule-told.ts';
import { type OpenMatter, openMatterNames } from '../using/open-matters.ts';
import { hasRisen } from './has-risen.ts';

/** What somebody has to do about a permit. */
export const permitTaskNames = {
  decide: '判断待ち',
  /** It ran, until the plan asked for more than was decided (ADR 0044). */
  'decide-anew': '再判断待ち',
  resubmit: '差戻しへの対応',
  overdue: '期限超過',
  unreported: '未報告',
  apply: '事後の申請',
  look: '後閲',
  ...openMatterNames,
} as const;

export type PermitTaskName = keyof typeof permitTaskNames;

/** What of a permit its tasks hang on. */
export type TaskedPermit = DatedPermit & {
  readonly applicantId: string;
  readonly organisationId: string | null;
  readonly rule: RuleTold;
  readonly consents: readonly Consent[];
  readonly validFrom: Date;
  /** Of what is requested: why it is decided anew. */
  readonly reason: string | null;
  readonly afterwards: Afterwards | null;
};

/** A task, when it should be done, and whose it is: of these persons, and of whoever holds one of these roles there. */
export type PermitTask = {
  readonly is: PermitTaskName;
  readonly due: Date;
  /** It was left for so long that it is also the task of the heads of those whose it was. */
  readonly risen: boolean;
  readonly persons: readonly string[];
  /** `by`: who does not do it although they hold the role, having decided what is looked at. */
  readonly roles: readonly (Need & Pick<OwedLook, 'by'>)[];
};

/** The tasks that a permit is at a moment, with what its kind finds `open` of it. What has run out undecided is nobody's: it is applied for anew. */
export function judgePermitTasks(
  permit: TaskedPermit,
  now: Date,
  open: readonly Omit<OpenMatter, 'permit'>[],
): readonly PermitTask[] {
  return [...tasksDue(permit, now), ...open].map(({ is, due }) => {
    const risen = hasRisen(due, now);
    const { persons, roles } = ownersOf(is, permit);
    const all = risen ? [...roles, ...headsOf(permit)] : roles;
    return {
      is,
      due,
      risen,
      persons,
      roles: all.filter((role, index) => all.findIndex((one) => sameValue(one, role)) === index),
    };
  });
}

function tasksDue(
  permit: TaskedPermit,
  now: Date,
): readonly { readonly is: PermitTaskName; readonly due: Date }[] {
  const { state, validFrom, validUntil, reportDue, afterwards, reason } = permit;
  const conditions = permitConditions(permit, now);
  const isOpen = !conditions.includes('expired');
  return [
    ...(state === 'requested' && isOpen
      ? [{ is: reason === null ? 'decide' : 'decide-anew', due: validFrom } as const]
      : []),
    ...(state === 'returned' && isOpen ? [{ is: 'resubmit', due: validFrom } as const] : []),
    ...(conditions.includes('overdue') ? [{ is: 'overdue', due: validUntil } as const] : []),
    ...(conditions.includes('unreported') && reportDue !== null
      ? [{ is: 'unreported', due: reportDue } as const]
      : []),
    ...(afterwards === null ? [] : [{ is: afterwards.is, due: new Date(afterwards.due) }]),
  ];
}

/** Who permitted it pursues its end with whoever applied. */
function ownersOf(
  is: PermitTaskName,
  { applicantId, organisationId, rule, consents, afterwards }: TaskedPermit,
): Pick<PermitTask, 'persons' | 'roles'> {
  if (is === 'resubmit' || is === 'apply' || is === 'asked-anew')
    return { persons: [applicantId], roles: [] };
  if (is === 'look') return { persons: [], roles: afterwards?.needs ?? [] };
  if (is === 'unreviewed') return { persons: [], roles: answeringFor(rule, organisationId) };
  if (is !== 'decide' && is !== 'decide-anew') {
    return { persons: [applicantId], roles: answeringFor(rule, organisationId) };
  }
  const { missing } = judgeConsent(rule.needs, consents, () => false);
  const persons = is === 'decide-anew' ? [applicantId] : [];
  return { persons, roles: rule.track === 'undetermined' ? [...missing, officer] : missing };
}

/** The head of whoever applied, and of whoever decides; what nobody has determined is theirs from the beginning. */
function headsOf({ organisationId }: TaskedPermit): readonly Need[] {
  const head: Need = { zone: null, unit: organisationId, anyOf: ['section-officer'] };
  return organisationId === null ? [officer] : [head, officer];
}

/** 情報セキュリティ責任者 */
const officer: Need = { zone: null, unit: null, anyOf: ['security-officer'] };
