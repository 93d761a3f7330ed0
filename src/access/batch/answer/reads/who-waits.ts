import { eventOf } from '../../../../gateways/receive-events.ts';
import { howLongWaits } from '../../../decide/how-long-waits.ts';
import type { Place, Wait } from '../../../state/site-state.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { Reader } from '../../reader-parts.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { ReadToDecide } from './gather-passage-facts.ts';
import { waitingTimes } from './waiting-times.ts';

/** Somebody who waits at a door, and their read with what is known now; undefined = they are there no more. */
export type Half = { readonly person: string; readonly wait: Wait; readonly read: ReadToDecide | undefined };

/**
 * Whoever waits at the door and way of this read, the longest first, but the one who reads: the same person twice is not
 * two. Another door into the same zone is another passage: each would pass it alone.
 */
export function whoWaits(
  log: DraftLog,
  read: ReadToDecide,
  reading: string,
  facts: BatchFacts,
): readonly Half[] {
  const { door, from, to } = read.way;
  return [...log.state.waits]
    .filter(([person, wait]) => person !== reading && read.at < wait.until)
    .filter(([, wait]) => wait.door === door.id && wait.from === from.id && wait.to === to.id)
    .toSorted(([, one], [, other]) => one.seq - other.seq)
    .map(([person, wait]) => ({ person, wait, read: readOf(log, read, person, wait, facts) }));
}

function readOf(
  { state }: DraftLog,
  read: ReadToDecide,
  person: string,
  wait: Wait,
  facts: BatchFacts,
): ReadToDecide | undefined {
  const reader = facts.waiting.get(person) ?? readerAmong(facts, person, wait);
  if (reader?.holder.card.id !== wait.card || reader.holder.person?.id !== person) return undefined;
  const place = state.presence.get(person);
  const elsewhere = place?.pending !== undefined && place.pending.door !== wait.door;
  if (elsewhere || hasMovedSince(place, wait, read)) return undefined;
  return { ...read, tooOld: false, readable: true, known: { ...read.known, reader } };
}

/** What is told afterwards of the time before somebody began to wait does not take them from the door. */
function hasMovedSince(place: Place | undefined, wait: Wait, { way, known }: ReadToDecide): boolean {
  if (place?.since === undefined || place.seq <= wait.seq) return false;
  const waits = howLongWaits(wait.why, waitingTimes(way.door, known.rules));
  return place.since.getTime() >= wait.until.getTime() - waits;
}

/** Whoever began to wait in this very batch is known by their own read. */
function readerAmong({ reads, rules }: BatchFacts, person: string, wait: Wait): Reader | undefined {
  for (const [received, { reader }] of reads) {
    if (reader?.holder.card.id !== wait.card || reader.holder.person?.id !== person) continue;
    const event = eventOf(received);
    const way = event?.kind === 'card-read' ? rules.wayOf(event.reader)?.way : undefined;
    if (way?.door.id === wait.door && way.to.id === wait.to) return reader;
  }
  return undefined;
}
