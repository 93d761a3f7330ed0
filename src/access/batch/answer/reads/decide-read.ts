import { decidePassage } from '../../../decide/decide-passage.ts';
import type { Decision, Note } from '../../../decide/decision.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import { endWait } from '../draft/end-wait.ts';
import { gatherPassageFacts, type ReadToDecide } from './gather-passage-facts.ts';
import { recordedDecision } from './recorded-decision.ts';
import { type Half, whoWaits } from './who-waits.ts';

/** A read as it was decided, and who passes with it: they waited at this door, and their effects stand in the decision. */
export type DecidedRead = { readonly decision: Decision; readonly with: readonly string[] };

/**
 * Decides a read together with whoever waits at the same door and way. Each of them is weighed again, with what is known
 * now (I5): all are granted in one entry, or whoever is refused by now waits no more. A read that is refused whoever comes along
 * leaves the others waiting.
 */
export function decideRead(log: DraftLog, read: ReadToDecide, facts: BatchFacts): DecidedRead {
  const person = read.known.reader?.holder.person?.id;
  const alone = decidePassage(gatherPassageFacts(read));
  if (!read.live || person === undefined || alone.verdict === 'deny') return { decision: alone, with: [] };
  const { passing, decision } = passTogether(log, read, person, {
    alone,
    halves: whoWaits(log, read, person, facts),
  });
  const effects = [...passing.flatMap((one) => passageOf(one.decision)), ...decision.effects];
  const restsOn = [...passing.flatMap((one) => one.decision.restsOn), ...decision.restsOn];
  const reading = [...passing.map((one) => one.person), person];
  const together = [...passing.map((one) => one.person), ...takenAlong(effects, reading)];
  const notes = [...decision.notes, ...leftBehind(decision, passing)];
  return { decision: { ...decision, notes, effects, restsOn }, with: together };
}

/** A group goes in whole by the read of its last escort: that one tells also of whoever another one leads and may not come in by then. */
function leftBehind({ notes }: Decision, passing: readonly Passing[]): readonly Note[] {
  const isTold = (one: Note) => one.code === 'ward-not-admitted';
  return notes.some(isTold)
    ? []
    : passing
        .flatMap(({ decision }) => decision.notes)
        .filter(isTold)
        .slice(0, 1);
}

type Passing = { readonly person: string; readonly decision: Decision };

/** Who passes with this read, and what it comes to in their company. */
type Together = { readonly passing: readonly Passing[]; readonly decision: Decision };

/** Whoever joins may be whom another one waits for: those who are left are asked again until nobody joins any more. */
function passTogether(
  log: DraftLog,
  read: ReadToDecide,
  person: string,
  { alone, halves }: { readonly alone: Decision; readonly halves: readonly Half[] },
): Together {
  const passing: Passing[] = [];
  let decision = alone;
  let left = halves;
  let before: number;
  do {
    before = passing.length;
    const still: Half[] = [];
    for (const half of left) {
      const together = passing.map((one) => one.person);
      const joining = escortsIn(passing);
      const theirs = weighAgain(log, half, [person, ...together], joining);
      if (theirs === undefined) continue;
      const pair = { together: [...together, half.person], joining };
      const ours = decidePassage(gatherPassageFacts({ ...read, ...pair }));
      if (theirs.verdict === 'grant' && ours.verdict === 'grant') {
        passing.push({ person: half.person, decision: theirs });
        decision = ours;
      } else {
        still.push(half);
      }
    }
    left = still;
  } while (left.length > 0 && passing.length > before);
  return { passing, decision };
}

/** The wards who pass by the read of their escort. */
function takenAlong(effects: Decision['effects'], reading: readonly string[]): readonly string[] {
  return effects.flatMap((effect) =>
    (effect.type === 'presence' || effect.type === 'pending') && !reading.includes(effect.person)
      ? [effect.person]
      : [],
  );
}

/** What becomes of the one who waits, together with these; undefined = nothing any more, and the wait is over. */
function weighAgain(
  log: DraftLog,
  half: Half,
  together: readonly string[],
  joining: ReadToDecide['joining'],
): Decision | undefined {
  const { person, wait, read } = half;
  if (read === undefined) {
    endWait(log, person, wait, { details: { notes: ['gone-from-door'] } });
    return undefined;
  }
  const decision = decidePassage(gatherPassageFacts({ ...read, together, joining }));
  if (decision.verdict !== 'deny') return decision;
  endWait(log, person, wait, { decision: recordedDecision(decision, []) });
  return undefined;
}

/** Its alarms were raised when it was read; those it ends are over now. */
function passageOf({ effects }: Decision): Decision['effects'] {
  return effects.filter((effect) => effect.type !== 'alarm' || !effect.active);
}

/** Who escorts whom of those who pass together, by ward. */
function escortsIn(passing: readonly { readonly decision: Decision }[]): ReadonlyMap<string, string> {
  return new Map(
    passing.flatMap(({ decision }) =>
      decision.effects.flatMap((effect) =>
        effect.type === 'custody' ? [[effect.ward, effect.escort] as const] : [],
      ),
    ),
  );
}
