import { type Parties, partiesOf } from './parties-of.ts';

/** A permit, as far as it says whom it concerns. */
export type Concerning = Parties & {
  /** What its kind asks besides. */
  readonly terms: object;
};

/**
 * Everybody of the house whom a permit concerns: its parties, and whom its terms name as answering for what is done on the spot (責任者 of
 * photography, 立会者 of a work). They see it, and none of them decides it (I8).
 */
export function concernedIn(permit: Concerning): readonly string[] {
  return [...new Set([...partiesOf(permit), ...answeringIn(permit.terms)])];
}

function answeringIn(terms: object): readonly string[] {
  const { responsible, attendants }: { readonly responsible?: unknown; readonly attendants?: unknown } =
    terms;
  const named: readonly unknown[] = [responsible, ...(Array.isArray(attendants) ? attendants : [])];
  return named.filter((one) => typeof one === 'string');
}
