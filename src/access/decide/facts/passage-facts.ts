import type { CardFacts } from './card-facts.ts';
import type { DoorFacts } from './door-facts.ts';
import type { PersonFacts } from './person-facts.ts';
import type { PresenceFacts } from './presence-facts.ts';
import type { RulesUsed } from './rules-used.ts';
import type { SiteFacts } from './site-facts.ts';
import type { ZoneFacts } from './zone-facts.ts';

/**
 * Everything decidePassage weighs, gathered beforehand: no id to look up, no clock, no database.
 * The batch gathers it from tables, the tests from generators.
 */
export type PassageFacts = {
  /** The service's clock when it decides; for a late event the moment the gateway decided. */
  readonly at: Date;
  /** False for a late event: place, passback, occupancy and escort are then `not-judged`. */
  readonly live: boolean;
  /** Its gateway has told of something so much newer, by its own clock, that nobody stands there for it; false for a late event. */
  readonly tooOld: boolean;
  readonly door: DoorFacts;
  readonly from: ZoneFacts;
  readonly to: ZoneFacts;
  readonly site: SiteFacts;
  readonly read: 'ok' | 'bad-read';
  /** undefined = no such card. */
  readonly card: CardFacts | undefined;
  /** undefined = the card is unknown or given to nobody. */
  readonly person: PersonFacts | undefined;
  readonly presence: PresenceFacts;
  /** Versions of the rules behind these facts, copied into the decision. */
  readonly rules: RulesUsed;
};
