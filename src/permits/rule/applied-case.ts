import type { Circumstances } from '../../zones/regulation/circumstances.ts';

/** The case an application is for, as far as it can be written down; the hour is that of whoever asks. */
export type AppliedCase = Omit<Circumstances, 'part' | 'brought' | 'isDuring'>;
