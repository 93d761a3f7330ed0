import type { Entry } from '../entry/entry.ts';
import { zonesIn } from '../entry/subject.ts';

/** The columns of an entry, rebuilt from its text alone. */
export type EntryColumns = {
  readonly siteId: string;
  readonly seq: number;
  readonly recordedAt: string;
  readonly at: string;
  readonly kind: string;
  readonly actorType: string;
  readonly actorId: string;
  readonly personId: string | null;
  readonly cardId: string | null;
  readonly doorId: string | null;
  readonly zones: readonly string[] | null;
  readonly verdict: string | null;
  readonly reasons: readonly string[] | null;
};

export function columnsOf(entry: Entry): EntryColumns {
  const { subject, decision } = entry;
  const zones = zonesIn(subject);
  return {
    siteId: entry.site,
    seq: entry.seq,
    recordedAt: entry.recordedAt,
    at: entry.at,
    kind: entry.kind,
    actorType: entry.actor.type,
    actorId: entry.actor.id,
    personId: subject.person ?? null,
    cardId: subject.card ?? null,
    doorId: subject.door ?? null,
    zones: zones.length === 0 ? null : zones,
    verdict: decision?.verdict ?? null,
    reasons: decision === null ? null : decision.reasons.map(({ code }) => code),
  };
}
