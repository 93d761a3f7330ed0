import type { CardState } from '../../../people/registry/card-lifecycle.ts';

/** 識別カード */
export type CardFacts = {
  readonly id: string;
  readonly state: CardState;
  readonly activeFrom: Date;
  /** Exclusive; undefined = no end of its own. */
  readonly expiresAt: Date | undefined;
  /** The zone behind the door accepts this card's format. */
  readonly formatAllowed: boolean;
  /** Registered twice, before one spelling a card held: nobody can say which of the two this is. */
  readonly twin: boolean;
};
