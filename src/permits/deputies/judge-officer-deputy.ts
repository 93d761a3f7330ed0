import { dayMs } from '../../kernel/day-ms.ts';
import type { FieldError } from '../../kernel/problem.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { DeputyForm } from './deputy-forms.ts';

/** Whom an officer names to decide in their stead, of what, and for how long. */
export type OfficerDeputyDraft = {
  readonly form: DeputyForm;
  readonly personId: string;
  /** None = every kind, of 代決 alone. */
  readonly kinds: readonly PermitKind[];
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
};

export type OfficerDeputyFacts = {
  readonly officerId: string;
  /** Which of officer and deputy are 行政事務従事者 in office. */
  readonly staff: ReadonlySet<string>;
  readonly now: Date;
};

const mostDays = 366;

/** Why nobody may decide in an officer's stead so: every fault at once. */
export function judgeOfficerDeputy(
  { form, personId, kinds, from, until }: OfficerDeputyDraft,
  { officerId, staff, now }: OfficerDeputyFacts,
): readonly FieldError[] {
  const days = (until.getTime() - from.getTime()) / dayMs;
  return [
    ...(personId === officerId
      ? [{ at: '/deputy', message: '自分の代わりに自分を指名することはできません' }]
      : []),
    ...(staff.has(personId) ? [] : [{ at: '/deputy', message: '在職中の行政事務従事者ではありません' }]),
    ...(form === 'delegated' && kinds.length === 0
      ? [{ at: '/kinds', message: '専決は、任せる許可・届出の種類を書いてください' }]
      : []),
    ...(until <= now || until <= from
      ? [{ at: '/until', message: '現在と始まりより後を指定してください' }]
      : []),
    ...(days > mostDays ? [{ at: '/until', message: '代決・専決の期間は1年までです' }] : []),
  ];
}
