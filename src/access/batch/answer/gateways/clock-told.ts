import { eventOf, type ReceivedEvent } from '../../../../gateways/receive-events.ts';
import { judgePace, type Pace } from '../../judge-pace.ts';
import { judgeReadAge } from '../../judge-read-age.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { EventOrder } from './told-so-far.ts';

/** How far the clock of a gateway is told by an event. */
export type ClockTold = {
  /** RFC 3339; undefined where neither it nor any before it could be read. */
  readonly at: string | undefined;
  /** Of reads that look too old, or ahead of our time: whether the clock was set; undefined where nothing says so. */
  readonly pace: Pace | undefined;
};

/** What an event says of its gateway's clock, and in what post. */
type Received = Pick<ReceivedEvent, 'content' | 'undecidable' | 'late' | 'newerBeside'>;

/**
 * How far the clock of a gateway has told time with an event. One card read never sets it, neither back nor so far ahead of our time that
 * others look too old, unless several show by their pace that it was set: what was told under the highest number in this buffer, or is told
 * beside the read under a higher one, stands. Nor does what tells no time. `tooOld`: it is a read for which nobody stands at the door any more.
 */
export function clockTold(
  { now }: Pick<DraftLog, 'now'>,
  received: Received,
  { newest, isOlder }: Pick<EventOrder, 'newest' | 'isOlder'>,
  tooOldAfterMs: number,
): ClockTold & { readonly tooOld: boolean } {
  const event = eventOf(received);
  const asBefore = { at: newest?.at?.toISOString(), pace: newest?.pace, tooOld: false };
  if (event?.at === undefined) return asBefore;
  const { at, kind } = event;
  const asTold = { at, pace: undefined, tooOld: false };
  if (kind !== 'card-read') return asTold;
  const made = new Date(at);
  const latest = new Date(now.getTime() + tooOldAfterMs);
  const newer = newerThan(received, newest, latest);
  const age = judgeReadAge(made, newer, tooOldAfterMs);
  if (age === 'newest' && made <= latest) return asTold;
  if (received.late) return asBefore;
  if (age === 'older') return { at: newer?.toISOString(), pace: undefined, tooOld: false };
  const isLast = !isOlder && received.newerBeside === undefined;
  const pace = isLast ? judgePace(made, now, asBefore.pace) : asBefore.pace;
  if (pace === 'set') return asTold;
  return age === 'too-old' ? { at: newer?.toISOString(), pace, tooOld: true } : { ...asBefore, pace };
}

/**
 * By the gateway's clock, when the newest happened that it told besides a read. Reads beside it may all have been held back with it, and
 * by one that is ahead of our time nothing is old.
 */
function newerThan(
  { newerBeside: beside }: Pick<Received, 'newerBeside'>,
  newest: EventOrder['newest'],
  latest: Date,
): Date | undefined {
  const known = newest?.at ?? undefined;
  if (beside === undefined || beside.seq <= (newest?.seq ?? 0)) return known;
  const told = new Date(beside.at);
  if (!beside.isLiveRead) return told;
  return told > latest || (known !== undefined && known > told) ? known : told;
}
