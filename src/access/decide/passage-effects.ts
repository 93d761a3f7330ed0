import type { AlarmKind } from '../../log/entry/alarm-kinds.ts';
import type { AlarmEffect, Effect, WaitsFor } from '../../log/entry/effects.ts';
import type { Direction } from '../../zones/plan/direction.ts';
import { confirmationOf } from './confirmation.ts';
import { leadsOut } from './course-of.ts';
import { custodyEffects } from './custody-effects.ts';
import type { Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { howLongWaits } from './how-long-waits.ts';
import { isMissing } from './judge-card.ts';
import { misplacedBy } from './misplaced.ts';
import { passageTo } from './passage-to.ts';
import { isInferred, isRepeated } from './pending-of.ts';
import { reasons } from './reasons.ts';
import type { Verdict } from './verdicts.ts';

/** What came of weighing a passage, before its effects. */
type Outcome = {
  readonly verdict: Verdict;
  readonly waitsFor: WaitsFor | undefined;
  /** Every reason that was found, also those that are only noted. */
  readonly found: readonly Reason[];
};

/** What the decision does: first what the read tells of the passage before, then the new passage, then the alarms. */
export function passageEffects(
  facts: PassageFacts,
  course: Direction,
  { verdict, waitsFor, found }: Outcome,
): readonly Effect[] {
  // A missing card tells where it is, not where its owner is.
  const moves = isMissing(facts.card)
    ? []
    : [
        ...inferredPassage(facts),
        ...(waitsFor === undefined ? waitOver(facts) : newWait(facts, waitsFor)),
        ...(verdict === 'grant' ? [...newPassage(facts), ...custodyEffects(facts)] : []),
      ];
  return [...moves, ...alarmsOf(facts, course, verdict, found).map((kind) => alarm(facts, kind))];
}

/** Also when this read is denied: the person stands behind the door that was pending. */
function inferredPassage(facts: PassageFacts): readonly Effect[] {
  if (facts.person === undefined || !isInferred(facts)) return [];
  const door = facts.presence.pending?.door;
  const place = {
    type: 'presence',
    person: facts.person.id,
    zone: facts.from.id,
    certainty: 'inferred',
  } as const;
  return [door === undefined ? place : { ...place, door }];
}

/** A repeated grant is still the one passage. */
function newPassage(facts: PassageFacts): readonly Effect[] {
  const { live, person } = facts;
  return !live || person === undefined || isRepeated(facts) ? [] : [passageTo(facts, person.id, 'own-read')];
}

/** A person stands at one door: whatever became of this read, the wait before it is over. */
function waitOver({ live, person, presence: { waitsAt: door } }: PassageFacts): readonly Effect[] {
  return !live || person === undefined || door === undefined
    ? []
    : [{ type: 'wait-over', person: person.id, door }];
}

/** Takes the place of the wait before it, if there is one. */
function newWait({ at, person, card, door, from, to }: PassageFacts, why: WaitsFor): readonly Effect[] {
  if (person === undefined || card === undefined) return [];
  const until = new Date(at.getTime() + howLongWaits(why, door)).toISOString();
  const way = { door: door.id, from: from.id, to: to.id };
  return [{ type: 'wait', person: person.id, card: card.id, ...way, until, why }];
}

/** A refused leaving calls the guard at once (I6); of a late event nobody stands there any more. */
function alarmsOf(
  facts: PassageFacts,
  course: Direction,
  verdict: Verdict,
  found: readonly Reason[],
): readonly AlarmKind[] {
  const kinds: AlarmKind[] = [];
  const misplaced = misplacedBy(facts);
  if (misplaced !== undefined && misplaced.weight !== 'noted') kinds.push(misplaced.code);
  if (isMissing(facts.card)) kinds.push('lost-card-used');
  return [...kinds, ...alarmsOfLeaving(facts, course, verdict, found)];
}

/**
 * Leaving that is refused calls the guard at once, and the guard is told of whoever is asked about by a row and not
 * confirmed by papers (I6). Of a late event nobody stands there any more, and in an emergency the guard has other things to do.
 */
function alarmsOfLeaving(
  facts: PassageFacts,
  course: Direction,
  verdict: Verdict,
  found: readonly Reason[],
): readonly AlarmKind[] {
  if (!facts.live || !leadsOut(facts, course)) return [];
  if (verdict === 'deny') return ['refused-leaving'];
  const released = facts.site.emergency && facts.door.escape;
  const unanswered = found.some(({ code }) => reasons[code].whenLeaving !== 'noted');
  return unanswered && !released && confirmationOf(facts, course).asked ? ['unconfirmed-leaving'] : [];
}

function alarm({ door, person }: PassageFacts, kind: AlarmKind): AlarmEffect {
  const place = { type: 'alarm', kind, active: true, door: door.id } as const;
  return person === undefined ? place : { ...place, person: person.id };
}
