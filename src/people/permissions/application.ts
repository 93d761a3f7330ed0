/** What an outsider's standing permission names beside (2.3.1.1(2)(a)(エ), (3)(a)); ids are persons' and a contract's. */
export type OutsiderTerms = {
  /** 訪問相手: the member of staff who answers for the person. */
  readonly host: string;
  /** 身元確認: by whom, by what document or means, when (RFC 3339). */
  readonly identity: { readonly by: string; readonly how: string; readonly at: string };
  /** 審査 by the host, with what was examined; null until the host has done it. */
  readonly review: { readonly by: string; readonly content: string; readonly at: string } | null;
  /** The contract under which a card-lent person comes. */
  readonly contract: string | null;
};

/** One officer's consent: for a zone, or (`zone` null) for the right to enter during a lockdown. */
export type Approval = {
  readonly zone: string | null;
  readonly by: string;
  readonly as: 'zone-officer' | 'security-officer';
  /** RFC 3339 */
  readonly at: string;
  /** The zone's class that was consented to, null = 未決定; absent where nobody wrote it down. */
  readonly class?: number | null;
};

/** A consent before it is written down. */
export type Consent = Pick<Approval, 'zone' | 'by' | 'as'>;

/** What an applicant writes: an application but for its person, and with the words of a review alone. */
export type ApplicationTerms = Omit<Application, 'personId' | 'outsider'> & {
  readonly outsider: (Omit<OutsiderTerms, 'review'> & { readonly review: string | null }) | null;
};

/** What is applied for: person × zones × schedule × period. */
export type Application = {
  readonly personId: string;
  readonly zoneIds: readonly string[];
  readonly scheduleId: string;
  readonly validFrom: Date;
  /** Exclusive */
  readonly validUntil: Date;
  readonly purpose: string;
  /** A named right to enter during a lockdown. */
  readonly duringLockdown: boolean;
  readonly outsider: OutsiderTerms | null;
};
