import type { AbandonedPassage } from '../../../doors/door-event.ts';
import type { Stamp } from '../../judge-stamp.ts';
import type { KeptTexts } from './kept-texts.ts';
import type { EventOrder } from './told-so-far.ts';

/** What an event means among those before it. */
export type EventContext = {
  readonly order: EventOrder;
  /** When it happened, as far as its gateway's clock can be trusted. */
  readonly stamp: Stamp;
  /** Of a live card read: nobody stands at the door for it any more. */
  readonly tooOld: boolean;
  /** Of a `read-abandoned`, what it undoes. */
  readonly abandoned: readonly AbandonedPassage[];
  readonly kept: KeptTexts;
};
