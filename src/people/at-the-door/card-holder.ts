import type { CardKey } from '../../kernel/card-key.ts';
import type { CardState } from '../registry/card-lifecycle.ts';
import type { PersonKind, PersonState } from '../registry/person-lifecycle.ts';

/** A card shown at a reader, and the two zones of the passage asked for. */
export type ShownCard = {
  readonly key: CardKey;
  readonly from: string;
  readonly to: string;
  /** The door, where it is asked who passed there; absent = it is not. */
  readonly door?: string;
};

/** What is known of a presented card and its holder; the seqs are the ministry's, those of permissions and visitors the site's. */
export type CardHolder = {
  readonly card: {
    readonly id: string;
    readonly format: string;
    readonly state: CardState;
    readonly activeFrom: Date;
    /** Exclusive; undefined = no end of its own. */
    readonly expiresAt: Date | undefined;
    readonly fromSeq: number;
    /** Other cards, not ended, that were registered in another spelling of this one: the read may be any of theirs. */
    readonly twins: readonly string[];
  };
  /**
   * Whose card it is, or to whom this site's desk has lent it; undefined = given to nobody, or to one person under one spelling and to
   * another under another.
   */
  readonly person: CardPerson | undefined;
};

/** A person of the ministry, or a member of a visit to this site: that one is a visitor, and no act stops them by name. */
export type CardPerson = {
  readonly id: string;
  readonly kind: PersonKind;
  readonly state: PersonState;
  readonly organisationId: string | undefined;
  readonly contract:
    | {
        readonly id: string;
        readonly startsAt: Date;
        /** Exclusive */
        readonly endsAt: Date;
        readonly fromSeq: number;
      }
    | undefined;
  readonly fromSeq: number;
  /** Those in force at the site asked about for either zone of the passage, of any period, oldest first. */
  readonly permissions: readonly HeldPermission[];
};

/** A standing permission (継続的立入許可) in force, as far as its dates go. */
export type HeldPermission = {
  readonly id: string;
  /** Whether it is for the zone entered, and for the one left. */
  readonly coversTo: boolean;
  readonly coversFrom: boolean;
  readonly scheduleId: string;
  readonly startsAt: Date;
  /** Exclusive: its end, or the end of the time in which it must be reviewed. */
  readonly endsAt: Date;
  /** A named right to enter during a lockdown. */
  readonly duringLockdown: boolean;
  /** 身元確認 is on record; always true for staff. */
  readonly identityConfirmed: boolean;
  /** The host's 審査 is on record; always true for staff. */
  readonly hostReviewed: boolean;
  readonly fromSeq: number;
};

/** A read to judge with what was known then: the last seqs of both logs at that moment. */
export type KnownAt = ShownCard & { readonly ministrySeq: number; readonly siteSeq: number };
