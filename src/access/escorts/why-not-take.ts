import type { Companion } from '../decide/escort/escort-fault.ts';
import { escortFault } from '../decide/escort/escort-fault.ts';
import type { Ward } from './find-ward.ts';

/** Whoever was offered a ward takes them within so long, or is asked anew. */
const offerLastsMs = 10 * 60_000;

/** Why somebody may not escort a ward, in words; undefined = they may. */
export function whyNotEscort({ right }: Pick<Ward, 'right'>, one: Companion | undefined): string | undefined {
  if (one === undefined || right === undefined) return '付き添える人として登録されていません。';
  const fault = escortFault(right, one);
  if (fault === 'not-staff') return '付き添えるのは在職中の行政事務従事者だけです。';
  return fault === undefined
    ? undefined
    : '付き添えるのは訪問相手、訪問相手が指名した人、又は訪問相手の課室の人だけです。';
}

/**
 * Why somebody may not take a ward over, in words; undefined = they may. It is offered by whoever has the ward; a ward who is left
 * alone may be taken by anybody who may escort them.
 */
export function whyNotTake(ward: Ward, one: Companion | undefined, now: Date): string | undefined {
  const { custody, offered } = ward;
  if (custody.broken === undefined) {
    const isOffered =
      offered !== undefined && offered.to === one?.id && now.getTime() - offered.at.getTime() < offerLastsMs;
    if (!isOffered)
      return 'この訪問者の付添いの交代は申し出られていません。今の付添いに申し出てもらってください。';
  }
  return whyNotEscort(ward, one);
}
