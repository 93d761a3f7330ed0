import type { Entry } from '../../../log/entry/entry.ts';
import { personsIn } from '../../../log/entry/subject.ts';
import type { PlacedEntry } from '../../../log/writing/place-entry.ts';
import type { AbandonedPassage, PartedWard } from '../../doors/door-event.ts';
import { undoPassage } from '../../doors/undo-passage.ts';
import { applyEffects } from '../../state/apply-effects.ts';
import type { SiteState } from '../../state/site-state.ts';
import type { CustodyTold, Given } from '../batch-facts.ts';
import type { DraftLog } from './draft/draft-log.ts';
import { apartAgain } from './escorts/apart-again.ts';
import { type MendedOn, mendedOn } from './escorts/mended-on.ts';

/** What entry `seq` gave, where it is one of this batch: read and giving up often come together. */
export function givenAmong(placed: readonly PlacedEntry[], seq: number | undefined): readonly Given[] {
  const entry = placed.find((one) => one.entry.seq === seq)?.entry;
  return entry === undefined ? [] : givenBy(entry);
}

function givenBy({ seq, decision, subject }: Entry): readonly Given[] {
  const verdict = decision?.verdict;
  const { door, from, to } = subject;
  if (verdict !== 'grant' && verdict !== 'wait') return [];
  if (door === undefined || from === undefined || to === undefined) return [];
  const persons = personsIn(subject);
  return persons.map((person) => ({ seq, verdict, person, door, from, to, superseded: false }));
}

/**
 * What can still be undone of what a read gave: a wait that lasts; a passage that is pending at that door or was assumed by
 * that very grant. Who passed together is undone together, and stays where one of them was granted the same once more.
 */
export function abandonedPassages(
  given: readonly Given[],
  told: readonly CustodyTold[],
  { placed, state, now }: Pick<DraftLog, 'placed' | 'state' | 'now'>,
): readonly AbandonedPassage[] {
  const gave = given.flatMap((one) => takenAs(one, placed));
  const granted = gave.filter((one) => isGrantedSince(one, placed));
  if (granted.some((one) => isThere(one, state))) return [];
  const left = gave.filter((one) => !granted.includes(one)).flatMap((one) => undone(one, state, now) ?? []);
  const moment = { seq: state.seq + 1, at: now };
  const after = applyEffects(
    state,
    left.map(({ passage }) => undoPassage(passage)),
    moment,
  );
  return left.map(({ one, passage }) =>
    passage.state === 'waiting'
      ? passage
      : { ...passage, parted: partedBy(one, after, mendedOn(told, placed, one), now) },
  );
}

/** A wait is what became of it in this batch: the grant of the one who came, to everybody it let through. */
function takenAs(one: Given, placed: readonly PlacedEntry[]): readonly Given[] {
  if (one.verdict === 'grant') return [one];
  const next = placed.find(
    ({ entry }) =>
      entry.seq > one.seq && isDecidedHere(entry) && personsIn(entry.subject).includes(one.person),
  )?.entry;
  return next?.decision?.verdict === 'grant' && next.subject.person !== one.person ? givenBy(next) : [one];
}

/** What a gateway decided alone and tells afterwards gives and takes nothing at the door. */
function isDecidedHere({ decision, details }: Entry): boolean {
  return decision !== null && details.decided === undefined;
}

function isGrantedSince({ seq, person, superseded }: Given, placed: readonly PlacedEntry[]): boolean {
  return (
    superseded ||
    placed.some(
      ({ entry }) =>
        entry.seq > seq &&
        isDecidedHere(entry) &&
        personsIn(entry.subject).includes(person) &&
        entry.decision?.verdict === 'grant',
    )
  );
}

/** On the way through that door, or come through it. */
function isThere({ person, door, to }: Given, state: SiteState): boolean {
  const place = state.presence.get(person);
  if (place?.pending !== undefined) return place.pending.door === door && place.pending.to === to;
  return place?.door === door && place.zone === to;
}

/** What is undone of what was given, before anybody is known to be apart by it. */
type Undone = { readonly one: Given; readonly passage: AbandonedPassage };

function undone(one: Given, state: SiteState, now: Date): Undone | undefined {
  const { verdict, person, door, from, to, seq } = one;
  const passage = { person, door, from, parted: [], at: now };
  if (verdict === 'wait') {
    return state.waits.get(person)?.seq === seq
      ? { one, passage: { ...passage, state: 'waiting' } }
      : undefined;
  }
  const place = state.presence.get(person);
  if (place?.pending?.door === door) return { one, passage: { ...passage, state: 'pending' } };
  const assumed = place?.seq === seq && place.zone === to && place.certainty === 'assumed';
  return assumed ? { one, passage: { ...passage, state: 'assumed' } } : undefined;
}

/**
 * The wards whose custody rests on that passage: it began with it, they followed their escort, it had mended what was broken, or the two are
 * in two places without it. Whether they are together all the same is looked at anew, as when their time is over.
 */
function partedBy(
  { person, door, to, seq }: Given,
  after: SiteState,
  mended: MendedOn,
  now: Date,
): readonly PartedWard[] {
  return [...after.custody].flatMap(([ward, one]) => {
    const { escort } = one;
    if (one.broken !== undefined || (ward !== person && escort !== person)) return [];
    const began = ward === person && one.seq === seq;
    const followed = escort === person && one.together?.door === door && one.together.to === to;
    const apart = apartAgain(after, { ward, escort }, mended(ward), now);
    return began || followed || apart !== undefined ? [{ ward, since: apart?.since }] : [];
  });
}
