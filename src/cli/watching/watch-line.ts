import { notes } from '../../access/decide/notes.ts';
import { reasons } from '../../access/decide/reasons.ts';
import { verdicts } from '../../access/decide/verdicts.ts';
import { comingNotes } from '../../access/doors/coming-notes.ts';
import { doorNotes } from '../../access/doors/door-notes.ts';
import { padToWidth, textWidth } from '../../kernel/text-width.ts';
import type { Words } from '../../kernel/words.ts';
import { entryKindWords } from '../../log/entry/entry-kind-words.ts';
import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import { personsIn, type Subject, zonesIn } from '../../log/entry/subject.ts';
import { timeShown } from '../terminal/time-shown.ts';
import { detailsTold } from './details-told.ts';

/** What a line of the watch needs of a streamed entry; anything else in it is left alone. */
export type WatchedEntry = {
  readonly seq: number;
  /** When it happened, by the clock of who reported it. */
  readonly at: string;
  readonly recordedAt?: string;
  readonly kind: string;
  readonly verdict: string | null;
  readonly subject: Subject;
  readonly reasons: readonly Ground[];
  readonly notes?: readonly Ground[];
  /** Absent, like the next three, where the service is older than this program. */
  readonly actor?: { readonly type: string; readonly id: string };
  readonly alarms?: readonly WatchedAlarm[];
  readonly effects?: readonly { readonly type: string; readonly escort?: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly names: {
    readonly zones: Readonly<Record<string, string>>;
    readonly doors: Readonly<Record<string, string>>;
    readonly persons: Readonly<
      Record<string, { readonly name?: string | null; readonly affiliation?: string | null }>
    >;
    /** Why somebody did it, where an act has a reason. */
    readonly reason?: string;
  };
};

/** A reason or note; `says`: in the words of the service, where it is newer than this program. */
type Ground = { readonly code: string; readonly clause?: string; readonly says?: string };

/** How lines are shown. */
export type Shown = {
  readonly language: keyof Words;
  readonly colours: boolean;
  /** When they are shown. */
  readonly now: Date;
  /** Of the site: times are told by the clocks on its walls. */
  readonly timeZone: string;
};

/** What an entry tells of an alarm. */
export type WatchedAlarm = {
  readonly what: string;
  readonly kind: string;
  readonly door?: string;
  readonly gateway?: string;
  readonly times?: number;
  readonly outcome?: string;
  readonly instruction?: string;
};

export type Frame = { /** Where to go on from. */ readonly cursor?: string } & (
  | { readonly type: 'hello'; readonly epoch: string; readonly head: number }
  | { readonly type: 'events'; readonly items: readonly WatchedEntry[] }
  | { readonly type: 'gap'; readonly after: number; readonly upTo: number }
  | { readonly type: 'alarm' | 'ping' }
);

/** By code. A kind, verdict or reason of a service newer than this program is not here and shows as its code. */
const saidOfKind: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(entryKindWords));
const saidOfVerdict: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(verdicts));
const saidOfGround: ReadonlyMap<string, Words> = new Map<string, Words>(
  [reasons, notes, doorNotes, comingNotes].flatMap((table) =>
    Object.entries(table).map(([code, { says }]) => [code, says] as const),
  ),
);

const colourOf: Readonly<Record<string, number>> = { grant: 32, deny: 31, wait: 33 };

/** What was decided takes as much room as the longest verdict, so that doors stand below one another. */
const verdictWidth = {
  ja: Math.max(...Object.values(verdicts).map(({ ja }) => textWidth(ja))),
  en: Math.max(...Object.values(verdicts).map(({ en }) => textWidth(en))),
};

/**
 * One entry as a line: number, time, verdict or kind, door, way or zones, persons with their sections, what its details tell,
 * reasons, notes, words of who acted, and who that was.
 */
export function watchLine(entry: WatchedEntry, shown: Shown): string {
  const { subject, names } = entry;
  const { language } = shown;
  const concerned = personsOf(entry);
  const door =
    subject.door === undefined ? (subject.gateway ?? '') : (names.doors[subject.door] ?? subject.door);
  const grounds = [...entry.reasons, ...(entry.notes ?? [])].map((ground) => groundShown(ground, language));
  return [
    String(entry.seq),
    timeShown(entry, shown),
    wordOf(entry, shown),
    door,
    placeOf(entry),
    concerned.map((id) => personShown(entry, id)).join('・'),
    ...detailsTold(entry, language),
    grounds.join(', '),
    names.reason ?? '',
    actorShown(entry, concerned, language),
  ]
    .filter((part) => part !== '')
    .join('  ');
}

/** A way is walked; what an act or the event of a door concerns stands side by side. */
export function placeOf({ subject, names }: Pick<WatchedEntry, 'subject' | 'names'>): string {
  const named = zonesIn(subject);
  const zones = named.length === 0 && subject.door !== undefined ? Object.keys(names.zones) : named;
  return zones.map((id) => names.zones[id] ?? id).join(subject.from === undefined ? '・' : '→');
}

/** Somebody by name, and where they belong. */
export function personShown({ names }: Pick<WatchedEntry, 'names'>, id: string): string {
  const { name, affiliation } = names.persons[id] ?? {};
  return `${name ?? id}${affiliation == null ? '' : `（${affiliation}）`}`;
}

/** Whoever did it, where that is none of those it is about; the service, and the gateway that told of it, are nobody. */
function actorShown(entry: WatchedEntry, concerned: readonly string[], language: keyof Words): string {
  const { actor, subject } = entry;
  if (actor === undefined || actor.type === 'system') return '';
  if (actor.type === 'machine' && actor.id === subject.gateway) return '';
  if (concerned.includes(actor.id)) return '';
  return `${{ ja: '操作: ', en: 'by ' }[language]}${personShown(entry, actor.id)}`;
}

function groundShown({ code, clause, says }: Ground, language: keyof Words): string {
  const words = saidOfGround.get(code)?.[language] ?? (language === 'ja' ? says : undefined) ?? code;
  return clause === undefined ? words : `${words} ${clause}`;
}

/** What was decided, or else what kind of entry it is. Of a late event what happened at the door, and then how it is judged. */
function wordOf({ kind, verdict, details = {} }: WatchedEntry, { language, colours }: Shown): string {
  if (verdict === null) return saidOfKind.get(kind)?.[language] ?? kind;
  const word = (code: string, width = 0) => {
    const said = padToWidth(saidOfVerdict.get(code)?.[language] ?? code, width);
    return colours ? `\u001B[${colourOf[code] ?? 0}m${said}\u001B[0m` : said;
  };
  const done = verdictOf(details.decided);
  if (done === undefined) return word(verdict, verdictWidth[language]);
  return {
    ja: `遅延受信（装置: ${word(done)}、照合: ${word(verdict)}）`,
    en: `received late (the gateway: ${word(done)}, judged: ${word(verdict)})`,
  }[language];
}

/** What the gateway did alone. */
function verdictOf(decided: unknown): string | undefined {
  const verdict: unknown = Object(decided).verdict;
  return typeof verdict === 'string' ? verdict : undefined;
}

/** Whoever it is about, with whom they are in the custody of from then on; an offer of relief is its escort's. */
function personsOf({ kind, subject, actor, effects = [] }: WatchedEntry): readonly string[] {
  const offers = actor?.type === 'person' && kind === ('escort-offered' satisfies EntryKind);
  const escorts = effects.flatMap(({ type, escort }) =>
    type === 'custody' && escort !== undefined ? [escort] : [],
  );
  return [...new Set([...(offers ? [actor.id] : []), ...escorts, ...personsIn(subject)])];
}
