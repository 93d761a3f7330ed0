import type {
  PastPresenceEffect,
  PendingEffect,
  PendingOverEffect,
  PresenceEffect,
} from '../../log/entry/effects.ts';
import type { HotPart } from './hot-part.ts';
import type { HotRows } from './hot-rows.ts';

// The three effects of one row: who is where, and on the way to where. All are saved with the place they leave.

const nowhere = { zone: null, certainty: 'assumed', since: undefined, door: undefined } as const;

export const presencePart: HotPart<PresenceEffect> = {
  /** A new place ends whatever was pending, unless it says otherwise. */
  apply(draft, effect, { seq, at }) {
    const { person, zone, certainty, door } = effect;
    const since = effect.since === undefined ? at : new Date(effect.since);
    const pending = effect.keepsPending ? draft.presence.get(person)?.pending : undefined;
    draft.presence.set(person, { zone, certainty, since, seq, door, pending });
  },
  save: notePlace,
};

/** Nobody is elsewhere for it: it is read with the moves, which are kept of its entry. */
export const pastPresencePart: HotPart<PastPresenceEffect> = {
  apply: () => undefined,
  save: () => undefined,
};

export const pendingPart: HotPart<PendingEffect> = {
  /** A second grant at another door takes the place of the first: one person walks through one door. */
  apply(draft, { person, door, from, to, until, along = false }, { seq }) {
    const before = draft.presence.get(person) ?? { ...nowhere, seq };
    draft.presence.set(person, { ...before, pending: { door, from, to, until: new Date(until), along } });
  },
  save: notePlace,
};

export const pendingOverPart: HotPart<PendingOverEffect> = {
  /** A passage pending at another door by now is not the one that is over. */
  apply(draft, { person, door }) {
    const before = draft.presence.get(person);
    if (before?.pending?.door === door) draft.presence.set(person, { ...before, pending: undefined });
  },
  save: notePlace,
};

function notePlace({ places }: HotRows, { person }: { readonly person: string }): void {
  places.add(person);
}
