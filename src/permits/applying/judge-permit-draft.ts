import { dayMs } from '../../kernel/day-ms.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { isDatable } from '../kinds/is-datable.ts';
import { permitKinds } from '../kinds/permit-kinds.ts';
import { notKnown } from './not-known.ts';
import type { PermitDraft } from './permit-draft.ts';

export type DraftFacts = {
  /** Zones of the plan as it stands, of which the applicant knows. */
  readonly zones: ReadonlySet<string>;
  /** Whoever of those concerned is known at the site; of the members of visits, those whom the applicant hosts. */
  readonly known: ReadonlySet<string>;
  readonly now: Date;
};

/** What is wrong with an application of any kind: every fault at once. */
export function judgePermitDraft(
  draft: PermitDraft,
  { zones, known, now }: DraftFacts,
): readonly FieldError[] {
  const { kind, zoneIds, concernedIds, validFrom, validUntil } = draft;
  const { words, mostDays } = permitKinds[kind];
  const days = (validUntil.getTime() - validFrom.getTime()) / dayMs;
  return [
    ...zoneIds.flatMap((zone, index) =>
      zones.has(zone) ? [] : [{ at: `/zones/${index}`, message: 'この区域は図面にありません' }],
    ),
    ...concernedIds.flatMap((id, index) =>
      known.has(id) ? [] : [{ at: `/persons/${index}`, message: notKnown }],
    ),
    ...(validUntil <= now || validUntil <= validFrom
      ? [{ at: '/until', message: '現在と始まりより後を指定してください' }]
      : []),
    ...(isDatable(kind, validUntil) ? [] : [{ at: '/until', message: '終わりが遠すぎます' }]),
    ...(days > mostDays ? [{ at: '/until', message: `${words.ja}の期間は${mostDays}日までです` }] : []),
  ];
}
