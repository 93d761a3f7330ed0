import { type Static, Type } from 'typebox';
import { strict, Words } from '../../api/schemas.ts';

/** What whoever asks for a rule to be left aside answers for, in words. */
export const OpeningTerms = Type.Object(
  { alternatives: Words, risk: Words, handling: Words },
  {
    ...strict,
    title: 'OpeningTerms',
    description:
      'alternatives＝代わりに講ずる措置、risk＝そのままでは残るリスク、handling＝リスクの扱い（誰がどう見るか、起きたときどうするか）',
  },
);

export type OpeningTerms = Static<typeof OpeningTerms>;
