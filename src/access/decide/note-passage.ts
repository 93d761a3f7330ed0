import { dayMs } from '../../kernel/day-ms.ts';
import type { Direction } from '../../zones/plan/direction.ts';
import { isFreePassage } from './confirmation.ts';
import type { Note } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { PermissionFacts } from './facts/permission-facts.ts';
import { readingOf, wouldGoAlong } from './goes-along.ts';
import { isOnlyTold } from './judge-age.ts';
import { isPlaceUnknown, misplacedBy } from './misplaced.ts';
import { basisOf, groundOf, outsiderRow } from './rule.ts';
import { isRunning } from './standing.ts';

const soonMs = 14 * dayMs;

/** What the guard should see of this passage although no rule refuses it. */
export function notePassage(facts: PassageFacts, direction: Direction): readonly Note[] {
  const notes: Note[] = facts.live ? [] : [{ code: 'not-judged' }];
  if (facts.tooOld && !isOnlyTold(facts, direction)) notes.push({ code: 'too-old-to-open' });
  if (isFreePassage(facts)) notes.push({ code: 'free-passage' });
  if (isPlaceUnknown(facts)) notes.push({ code: 'place-unknown' });
  notes.push(...noteMisplaced(facts, direction));
  notes.push(...noteOverRatio(facts, direction));
  if (leavesWardBehind(facts)) notes.push({ code: 'ward-not-admitted' });
  if (endsSoon(facts)) notes.push({ code: 'permit-ends-soon' });
  if (direction === 'leaving' && lacksPermissionBelow(facts)) notes.push({ code: 'no-permission-below' });
  if (direction === 'leaving' && leavesItem(facts)) notes.push({ code: 'carried-item-open' });
  return notes;
}

/** `passback-soft` where the door only warns; `passback` where it would refuse, were this not leaving or moving. */
function noteMisplaced(facts: PassageFacts, direction: Direction): readonly Note[] {
  const misplaced = misplacedBy(facts);
  if (misplaced === undefined) return [];
  const { code, weight } = misplaced;
  if (weight === 'refused' && direction === 'entering') return [];
  return [{ code: code === 'passback' && weight === 'alarmed' ? 'passback-soft' : code }];
}

/** Too many for one escort: it refuses entering alone. */
function noteOverRatio({ live, person, to }: PassageFacts, direction: Direction): readonly Note[] {
  if (!live || direction !== 'moving' || person === undefined) return [];
  const { escort, kind, custody } = person;
  const row = escort === 'over-ratio' ? outsiderRow(kind, 'escort') : undefined;
  const ofWard = row === undefined ? [] : [{ row, duty: to.duties[row] }];
  return [...ofWard, ...(custody.overRatio === undefined ? [] : [custody.overRatio])]
    .filter(({ duty }) => duty.required)
    .map((asked) => ({ code: 'escort-over-ratio', ...groundOf(asked.row, asked.duty) }));
}

/** Somebody whom the escort's read would take along may not be behind this door: the escort passes alone. */
function leavesWardBehind(facts: PassageFacts): boolean {
  const { live, person } = facts;
  if (!live || person === undefined) return false;
  const reading = readingOf(facts);
  return person.custody.wards.some((ward) => !ward.admitted && wouldGoAlong(reading, ward));
}

/** The last of the permissions for the zone behind the door, renewals included, ends within 14 days. */
function endsSoon({ person, at }: PassageFacts): boolean {
  if (person === undefined || basisOf(person.kind) === 'visit') return false;
  if (!person.permissions.some((one) => isRunning(one, at))) return false;
  return person.permissions.every((one) => one.endsAt.getTime() - at.getTime() <= soonMs);
}

/** Going out of the office, while what may not stay without them does: it is told, and holds nobody up. */
function leavesItem({ person, to }: PassageFacts): boolean {
  return to.class === 0 && person?.itemInside === true;
}

/** Going down into a zone of class 1 or more for which the person has no permission, or which the visit does not name. */
function lacksPermissionBelow({ person, to, at }: PassageFacts): boolean {
  if (person === undefined || to.class === 0) return false;
  if (basisOf(person.kind) === 'visit') return !person.visit?.zoneInVisit;
  return !person.permissions.some((one: PermissionFacts) => isRunning(one, at));
}
