import type { Effect } from '../../../../log/entry/effects.ts';
import type { EntryDraft } from '../../../../log/entry/entry.ts';
import {
  type Head,
  type PlacedEntry,
  placeEntry,
  recordedAtOf,
} from '../../../../log/writing/place-entry.ts';
import { applyTo, draftOf } from '../../../state/apply-effects.ts';
import type { Deadline } from '../../../state/deadline.ts';
import type { StateDraft } from '../../../state/hot-part.ts';
import type { SiteState } from '../../../state/site-state.ts';

/** Quarantined text: kept beside the entry, never in it. */
export type Quarantined = {
  readonly seq: number;
  readonly gatewayId: string;
  readonly received: string;
  readonly fault: string;
};

/** Entries of one batch in the making: each gets its place at once, and its effects feed the next decision. */
export class DraftLog {
  readonly placed: PlacedEntry[] = [];
  readonly quarantined: Quarantined[] = [];
  /** What is to fall due from now on, beside what effects bring with them. */
  readonly deadlines: Deadline[] = [];
  /** By which everything in the batch is decided: the present, or the time of the log's last entry where that is later. */
  readonly now: Date;
  #head: Head;
  readonly #state: StateDraft;

  constructor(head: Head, state: SiteState, now: Date) {
    this.#head = head;
    this.#state = draftOf(state);
    this.now = recordedAtOf(head, now);
  }

  get head(): Head {
    return this.#head;
  }

  /** The state after the last entry; it goes on with the next one. */
  get state(): SiteState {
    return this.#state;
  }

  record(draft: EntryDraft & { readonly effects: readonly Effect[] }): number {
    const placed = placeEntry(this.#head, draft, this.now);
    this.placed.push(placed);
    this.#head = placed.head;
    if (draft.effects.length > 0) {
      applyTo(this.#state, {
        effects: draft.effects,
        seq: placed.entry.seq,
        at: placed.head.recordedAt,
      });
    }
    return placed.entry.seq;
  }
}
