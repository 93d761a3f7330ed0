import type { RuleTold } from '../rule/rule-told.ts';
import type { Quoted } from '../texts/quoted.ts';
import type { PermitDraft } from './permit-draft.ts';

/** What the entry of an application says of it: what it is for, where, from when until when, which way it goes, the texts it quotes, and the loan of a 貸出簿 that it rests on. */
export function detailsOfApplication(
  { kind, zoneIds, asked, validFrom, validUntil }: PermitDraft,
  { track }: Pick<RuleTold, 'track'>,
  { policy, texts }: Quoted,
): Readonly<Record<string, unknown>> {
  const lent = asked.find(({ loan }) => loan !== undefined);
  return {
    kind,
    zones: zoneIds,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    track,
    text: policy.package,
    ...(texts.length === 0 ? {} : { texts: texts.map(({ text }) => text?.textId ?? null) }),
    ...(lent === undefined ? {} : { lentFrom: { book: lent.book, number: lent.loan } }),
  };
}
