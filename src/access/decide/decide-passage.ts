import type { WaitsFor } from '../../log/entry/effects.ts';
import { type Direction, directionOf } from '../../zones/plan/direction.ts';
import { courseOf, leadsOut } from './course-of.ts';
import type { Decision, Ground, Note, Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { asTold, judgeAge } from './judge-age.ts';
import { judgeCard } from './judge-card.ts';
import { judgeEscort } from './judge-escort.ts';
import { judgeOutsider } from './judge-outsider.ts';
import { judgePermission } from './judge-permission.ts';
import { judgePerson } from './judge-person.ts';
import { judgePlace } from './judge-place.ts';
import { judgeZone } from './judge-zone.ts';
import { leanedOn } from './leaned-on.ts';
import { notePassage } from './note-passage.ts';
import { passageEffects } from './passage-effects.ts';
import { isRepeated } from './pending-of.ts';
import { rankOfReason } from './reasons.ts';
import { restsOn } from './rests-on.ts';
import type { Rule } from './rule.ts';
import type { Verdict } from './verdicts.ts';
import { leadsCrew, weighLeadingCrew } from './weigh-leading-crew.ts';
import { type Weighed, weighWayOut } from './weigh-way-out.ts';
import { whyWaits } from './why-waits.ts';

const rules: readonly Rule[] = [
  judgeAge,
  judgeCard,
  judgePerson,
  judgePermission,
  judgeOutsider,
  judgeEscort,
  judgePlace,
  judgeZone,
];

/**
 * 立入り・退出の判定: decides one passage. Pure and total (I4): every rule is asked, all that fail are reported with
 * clause and row, and there is no fact it cannot answer. Whether it leads in or out then says what a failure may do.
 */
export function decidePassage(given: PassageFacts): Decision {
  const direction = directionOf(given.from, given.to);
  const course = courseOf(given, direction);
  const facts = asTold(given, course);
  const found = findings(facts, course);
  const { reasons, notes } = weigh(facts, course, found);
  const waitsFor = whyWaits(facts, reasons);
  const verdict = verdictOf(reasons, waitsFor);
  const leaned = leanedOn(facts, reasons, (bare) => weigh(bare, course, findings(bare, course)).reasons);
  const repeated: readonly Note[] = verdict === 'grant' && isRepeated(facts) ? [{ code: 'repeated' }] : [];
  return {
    verdict,
    direction,
    reasons: inOrder(unique(reasons)),
    notes: unique([...notes, ...repeated, ...notePassage(facts, course), ...leaned]),
    effects: passageEffects(facts, course, { verdict, waitsFor, found }),
    restsOn: verdict === 'grant' ? restsOn(facts, course, leaned) : [],
    rules: facts.rules,
  };
}

function findings(facts: PassageFacts, course: Direction): readonly Reason[] {
  return rules.flatMap((rule) => rule(facts, course));
}

/** An emergency releases escape directions whatever was found (I6); the guard still sees what was. */
function weigh(facts: PassageFacts, course: Direction, found: readonly Reason[]): Weighed {
  if (facts.site.emergency && facts.door.escape) {
    return { reasons: [], notes: [{ code: 'emergency-release' }, ...found] };
  }
  if (leadsOut(facts, course)) return weighWayOut(facts, course, found);
  return leadsCrew(facts) ? weighLeadingCrew(facts, course, found) : { reasons: found, notes: [] };
}

function verdictOf(reasons: readonly Reason[], waitsFor: WaitsFor | undefined): Verdict {
  if (reasons.length === 0) return 'grant';
  return waitsFor === undefined ? 'deny' : 'wait';
}

/** A guard reads the first: that the zone is closed to everybody counts before that it is late for this one. */
function inOrder(found: readonly Reason[]): readonly Reason[] {
  return found.toSorted((one, other) => rankOfReason(one.code) - rankOfReason(other.code));
}

/** A code stands once for each row it stands on, and for each permit. */
function unique<Item extends Ground & { readonly code: string }>(items: readonly Item[]): readonly Item[] {
  return items.filter(
    ({ code, row, permit }, index) =>
      items.findIndex((one) => one.code === code && one.row === row && one.permit === permit) === index,
  );
}
