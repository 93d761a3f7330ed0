/**
 * The escort (付添い) at this moment. `awaited`: nobody who may escort has read here yet, and somebody still may. `wrong`,
 * `not-staff`: whoever has the ward is here and may not escort them any more. `over-ratio`: the one escort who is here
 * has as many as one may have.
 */
export type EscortFacts = 'present' | 'missing' | 'awaited' | 'not-staff' | 'wrong' | 'over-ratio';
