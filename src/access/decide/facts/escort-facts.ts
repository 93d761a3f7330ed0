/** The escort (付添い) at this moment; `awaited` = the pair is incomplete and the other may still read. */
export type EscortFacts = 'present' | 'missing' | 'awaited' | 'not-staff' | 'wrong' | 'over-ratio';
