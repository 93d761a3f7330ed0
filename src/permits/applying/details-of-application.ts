import type { RuleTold } from '../rule/rule-told.ts';
import type { PermitDraft } from './permit-draft.ts';

/** What the entry of an application says of it: what it is for, where, from when until when, which way it goes, and the loan of a 貸出簿 that it rests on. */
export function detailsOfApplication(
  { kind, zoneIds, asked, validFrom, validUntil }: PermitDraft,
  { track }: Pick<RuleTold, 'track'>,
): Readonly<Record<string, unknown>> {
  const lent = asked.find(({ loan }) => loan !== undefined);
  return {
    kind,
    zones: zoneIds,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    track,
    ...(lent === undefined ? {} : { lentFrom: { book: lent.book, number: lent.loan } }),
  };
}
