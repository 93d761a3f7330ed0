import type { AdmissionEnd } from '../registry/admission-end.ts';

/** What is known of the visit under which whoever reads a card is here, as far as the two zones of the passage are concerned. */
export type VisitAtDoor = {
  readonly id: string;
  /** Checked in, and stopped by nothing since. */
  readonly open: boolean;
  /** Exclusive. */
  readonly endsAt: Date;
  readonly endsBy: AdmissionEnd;
  /** Whether the zone entered is one of the visit's, and the one left. */
  readonly coversTo: boolean;
  readonly coversFrom: boolean;
  /** 身元確認 (rows 26, 27) that counts for the zone entered is on record. */
  readonly identityConfirmed: boolean;
  /** The host's 審査 (rows 30, 31) that counts for the zone entered is on record. */
  readonly hostReviewed: boolean;
  /** Of the site's log. */
  readonly fromSeq: number;
};
