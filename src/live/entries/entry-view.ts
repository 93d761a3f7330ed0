import { reaches, type Visibility } from '../../authority/visibility.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Cause, Entry, RecordedDecision } from '../../log/entry/entry.ts';
import { entryKinds, isEntryKind } from '../../log/entry/entry-kinds.ts';
import { type Subject, zonesIn } from '../../log/entry/subject.ts';
import { type AlarmTold, alarmsTold } from './alarm-told.ts';
import { arrivalTold } from './arrival-told.ts';
import { type ExplainedGround, explainGround } from './explain-ground.ts';
import { isNotedLeaving, leavingTold } from './leaving-told.ts';
import { type NameBook, type PersonName, personsOf } from './name-book.ts';
import { ownHosts } from './own-hosts.ts';
import type { Places } from './place-book.ts';

/** An entry as consoles and lists show it: its ids, and beside them what this viewer may know them by. */
export type EntryView = {
  readonly seq: number;
  readonly recordedAt: string;
  readonly at: string;
  readonly kind: string;
  readonly actor: Actor;
  readonly cause: Cause | null;
  readonly subject: Subject;
  readonly verdict: string | null;
  readonly direction: string | null;
  readonly reasons: readonly ExplainedGround[];
  /** Of a decision, or of the event of a door or gateway. */
  readonly notes: readonly ExplainedGround[];
  /** Of a grant: by which right each person was let through. */
  readonly restsOn: NonNullable<RecordedDecision['restsOn']>;
  readonly effects: Entry['effects'];
  /** What it tells of alarms, in words. */
  readonly alarms: readonly AlarmTold[];
  readonly details: Entry['details'];
  readonly names: {
    readonly zones: Readonly<Record<string, string>>;
    readonly doors: Readonly<Record<string, string>>;
    readonly persons: Readonly<Record<string, PersonName>>;
    readonly reason?: string;
  };
};

/** The zones an entry is about: those of its passage or act, else those its door stands between. */
export function zonesOf({ subject }: Entry, places: Places): readonly string[] {
  const { door } = subject;
  const besideDoor = door === undefined ? [] : (places.doors.get(door)?.zones ?? []);
  const named = zonesIn(subject);
  return named.length === 0 ? besideDoor : [...new Set([...named, ...besideDoor])];
}

/** What concerns the whole site reaches everybody who follows it, whatever zones they watch. */
export function isSiteWide({ kind, subject }: Entry): boolean {
  return isEntryKind(kind) && entryKinds[kind].siteWide && zonesIn(subject).length === 0;
}

/** Whether a viewer sees the entry at all; asked again for each entry when it is sent. */
export function isVisible(
  entry: Entry,
  visibility: Visibility,
  book: Pick<NameBook, 'places' | 'hosts' | 'deputies'>,
): boolean {
  return isSeen(entry, visibility, book.places) || ownHosts(entry, visibility.own, book).length > 0;
}

/** Whoever sees no zone sees nothing of the site but who comes to the hosts they act for, and who of those leaves with something noted. */
function isSeen(entry: Entry, { seen }: Visibility, places: Places): boolean {
  if (seen === 'all') return true;
  return (isSiteWide(entry) && seen.size > 0) || reaches(seen, zonesOf(entry, places));
}

/** Shows an entry to a viewer: rooms that are hidden from them, and doors that lead there, stay without a name. */
export function viewOf(recorded: Entry, visibility: Visibility, book: NameBook): EntryView {
  const { named, rooms, own } = visibility;
  const told = isNotedLeaving(recorded) ? leavingTold : arrivalTold;
  const entry = isSeen(recorded, visibility, book.places)
    ? recorded
    : told(recorded, ownHosts(recorded, own, book));
  const { seq, recordedAt, at, kind, actor, cause, subject, decision, effects, details } = entry;
  const zones = zonesOf(entry, book.places);
  const shownNames = reaches(named, zones) || (isSiteWide(entry) && named !== 'all' && named.size > 0);
  const reason = book.reasons.get(seq);
  const isShown = (zone: string) => !book.places.concealed.has(zone) || reaches(rooms, [zone]);
  return {
    seq,
    recordedAt,
    at,
    kind,
    actor,
    cause,
    subject,
    verdict: decision?.verdict ?? null,
    direction: decision?.direction ?? null,
    reasons: (decision?.reasons ?? []).map(explainGround),
    notes: (decision?.notes ?? doorNotesOf(entry)).map(explainGround),
    restsOn: decision?.restsOn ?? [],
    effects,
    alarms: alarmsTold(entry, book),
    details,
    names: {
      zones: namesOf([...zones, ...zonesOfEffects(entry)].filter(isShown), book.places.zones),
      doors: doorNames(book.places, subject.door, isShown),
      persons: shownNames ? namesOf(personsOf(entry), book.persons) : {},
      ...(shownNames && reason !== undefined ? { reason } : {}),
    },
  };
}

/** The event of a door or gateway is noted beside what else is told of it. */
function doorNotesOf({ details }: Entry): readonly { readonly code: string }[] {
  const { notes } = details;
  return Array.isArray(notes)
    ? notes.filter((code) => typeof code === 'string').map((code) => ({ code }))
    : [];
}

function zonesOfEffects({ effects }: Entry): readonly string[] {
  return effects.flatMap((effect) =>
    'zone' in effect && effect.zone !== null ? [effect.zone] : effect.type === 'pending' ? [effect.to] : [],
  );
}

function doorNames(
  { doors }: Places,
  door: string | undefined,
  isShown: (zone: string) => boolean,
): Record<string, string> {
  const found = door === undefined ? undefined : doors.get(door);
  return door === undefined || found === undefined || !found.zones.every(isShown)
    ? {}
    : { [door]: found.name };
}

function namesOf<Name>(ids: readonly string[], names: ReadonlyMap<string, Name>): Record<string, Name> {
  const found: Record<string, Name> = {};
  for (const id of ids) {
    const name = names.get(id);
    if (name !== undefined) found[id] = name;
  }
  return found;
}
