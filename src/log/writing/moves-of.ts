import type { Certainty } from '../entry/effects.ts';
import type { Entry } from '../entry/entry.ts';

/**
 * A presence effect of an entry, or one of the past: from then on, until their next move, the person is in the zone, or nobody
 * knows where (`zoneId` null).
 */
export type Move = {
  readonly siteId: string;
  readonly personId: string;
  readonly recordedAt: string;
  readonly seq: number;
  readonly ordinal: number;
  readonly at: string;
  /** When the person came there; before `recordedAt` where it was told afterwards. */
  readonly happenedAt: string;
  readonly zoneId: string | null;
  readonly certainty: Certainty;
};

/** The moves an entry states, rebuilt from its text alone (I9). */
export function movesOf(entry: Entry): readonly Move[] {
  return entry.effects.flatMap((effect, ordinal) =>
    effect.type === 'presence' || effect.type === 'past-presence'
      ? [
          {
            siteId: entry.site,
            personId: effect.person,
            recordedAt: entry.recordedAt,
            seq: entry.seq,
            ordinal,
            at: entry.at,
            happenedAt: effect.since ?? entry.recordedAt,
            zoneId: effect.zone,
            certainty: effect.certainty,
          },
        ]
      : [],
  );
}
