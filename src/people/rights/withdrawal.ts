import type { ActTx } from '../../log/writing/perform-act.ts';

/** What rests on the word of persons at the sites and ends with a stop of theirs: the 審査 of visits. */
export type Withdrawal = {
  readonly reviews: readonly {
    readonly site: string;
    readonly visit: string;
    readonly destination: string;
  }[];
  /** Takes it back from each site's entry of the stop on, under the heads of all these sites. */
  readonly save: (tx: ActTx, seqAt: (siteId: string) => number) => Promise<void>;
};

/**
 * Asks whoever keeps visits what a stop of these persons takes back, and locks it: after the persons, before any head. From then on
 * nothing is added to it.
 */
export type PrepareWithdrawal = (tx: ActTx, personIds: readonly string[]) => Promise<Withdrawal>;
