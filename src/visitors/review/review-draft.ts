import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type HostReview, type ReviewPoint, reviewPoints } from '../registry/host-review.ts';

/** What somebody says they have examined of a visit. */
export type Examination = {
  readonly examined: readonly ReviewPoint[];
  /** What was unusual about it. */
  readonly words?: string | undefined;
};

/** Who gives a 審査, and what is known of them. */
export type ReviewGiver = {
  readonly by: string;
  readonly hostId: string;
  /** Whoever deputises for the host at that moment. */
  readonly deputies: ReadonlySet<string>;
  /** Which of the persons concerned are 行政事務従事者 in office. */
  readonly staff: ReadonlySet<string>;
  readonly at: Date;
  /** Of one told by telephone: who wrote it down, and the extension called. */
  readonly telephone?: { readonly writtenBy: string; readonly extension: string } | undefined;
};

/**
 * A 審査 of one destination: every point ticked, given by the host or a deputy (2.3.1.1(3)(a)(ウ)). Outsiders give none, whatever
 * role they hold; nor does whoever writes down what they say themselves. A host who was stopped is deputised for by nobody.
 */
export function reviewDraft(
  { examined, words }: Examination,
  { by, hostId, deputies, staff, at, telephone }: ReviewGiver,
): Result<HostReview, Refusal> {
  if (!isTheirs({ by, hostId, deputies })) return refuse(notTheirs);
  if (!staff.has(by)) return refuse(noStaff);
  if (!staff.has(hostId)) return refuse(noHost);
  if (telephone?.writtenBy === by) return refuse(ownCall);
  const errors = missingPoints(examined);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  return ok({
    by,
    way: telephone === undefined ? (by === hostId ? 'host' : 'deputy') : 'telephone',
    at: at.toISOString(),
    examined: reviewPoints,
    ...(words === undefined ? {} : { words }),
    ...telephone,
  });
}

/** Whether the 審査 of a destination is somebody's to give: the host's, and their deputies'. */
export function isTheirs({ by, hostId, deputies }: Pick<ReviewGiver, 'by' | 'hostId' | 'deputies'>): boolean {
  return by === hostId || deputies.has(by);
}

const pointNames: Readonly<Record<ReviewPoint, string>> = {
  who: 'だれが来るか',
  why: '何のために来るか',
  zones: 'なぜその区域に入るか',
};

function missingPoints(examined: readonly ReviewPoint[]): readonly FieldError[] {
  return reviewPoints
    .filter((point) => !examined.includes(point))
    .map((point) => ({
      at: '/examined',
      message: `「${pointNames[point]}」を確かめていません。確かめてから審査してください`,
    }));
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '審査するのは訪問相手か、その期間の代理です。訪問相手に求めてください。',
};
const noStaff: Refusal = {
  code: 'forbidden',
  detail: '審査できるのは在職中の行政事務従事者だけです。府省庁外の者は審査できません。',
};
const noHost: Refusal = {
  code: 'conflict',
  detail: 'この訪問先の訪問相手は、いま職務に就いていません。訪問相手を替えてから審査してください。',
};
const ownCall: Refusal = {
  code: 'self-approval',
  detail: '自分の審査を電話確認として書くことはできません。自分の審査として記録してください。',
};
