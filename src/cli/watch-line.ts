import { DateTime } from 'luxon';
import { reasons } from '../access/decide/reasons.ts';
import { verdicts } from '../access/decide/verdicts.ts';
import type { Words } from '../kernel/words.ts';
import { entryKindWords } from '../log/entry-kind-words.ts';
import type { EntryKind } from '../log/entry-kinds.ts';
import { personsIn, type Subject, zonesIn } from '../log/subject.ts';
import { detailsTold } from './details-told.ts';

/** What a line of the watch needs of a streamed entry; anything else in it is left alone. */
export type WatchedEntry = {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly verdict: string | null;
  readonly subject: Subject;
  readonly reasons: readonly { readonly code: string; readonly clause?: string }[];
  /** Absent, like the next three, where the service is older than this program. */
  readonly actor?: { readonly type: string; readonly id: string };
  readonly alarms?: readonly WatchedAlarm[];
  readonly effects?: readonly { readonly type: string; readonly escort?: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly names: {
    readonly zones: Readonly<Record<string, string>>;
    readonly doors: Readonly<Record<string, string>>;
    readonly persons: Readonly<Record<string, { readonly name?: string | null }>>;
    /** Why somebody did it, where an act has a reason. */
    readonly reason?: string;
  };
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
  | { readonly type: 'hello'; readonly head: number }
  | { readonly type: 'events'; readonly items: readonly WatchedEntry[] }
  | { readonly type: 'gap'; readonly after: number; readonly upTo: number }
  | { readonly type: 'alarm' | 'ping' }
);

/** By code. A kind, verdict or reason of a service newer than this program is not here and shows as its code. */
const saidOfKind: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(entryKindWords));
const saidOfVerdict: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(verdicts));
const saidOfReason: ReadonlyMap<string, Words> = new Map<string, Words>(
  Object.entries(reasons).map(([code, { says }]) => [code, says]),
);

const colourOf: Readonly<Record<string, number>> = { grant: 32, deny: 31, wait: 33 };

/** One entry as a line: number, time, verdict or kind, door, way or zone, persons, what its details tell, reasons, words of who acted. */
export function watchLine(entry: WatchedEntry, language: keyof Words, colours: boolean): string {
  const { subject, names, verdict } = entry;
  const word =
    verdict === null
      ? (saidOfKind.get(entry.kind)?.[language] ?? entry.kind)
      : (saidOfVerdict.get(verdict)?.[language] ?? verdict);
  const shown = colours && verdict !== null ? `\u001B[${colourOf[verdict] ?? 0}m${word}\u001B[0m` : word;
  const way = zonesIn(subject).map((id) => names.zones[id] ?? id);
  const persons = personsOf(entry).map((id) => names.persons[id]?.name ?? id);
  const door =
    subject.door === undefined ? (subject.gateway ?? '') : (names.doors[subject.door] ?? subject.door);
  const why = entry.reasons.map(({ code, clause }) => {
    const says = saidOfReason.get(code)?.[language] ?? code;
    return clause === undefined ? says : `${says} ${clause}`;
  });
  return [
    String(entry.seq),
    timeOf(entry),
    shown,
    door,
    // A way is walked; what an act concerns stands side by side.
    way.join(subject.from === undefined ? '・' : '→'),
    persons.join('・'),
    ...detailsTold(entry, language),
    why.join(', '),
    names.reason ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');
}

/** Whoever it is about, with whom they are in the custody of from then on; an offer of relief is its escort's. */
function personsOf({ kind, subject, actor, effects = [] }: WatchedEntry): readonly string[] {
  const offers = actor?.type === 'person' && kind === ('escort-offered' satisfies EntryKind);
  const escorts = effects.flatMap(({ type, escort }) =>
    type === 'custody' && escort !== undefined ? [escort] : [],
  );
  return [...new Set([...(offers ? [actor.id] : []), ...escorts, ...personsIn(subject)])];
}

/** When it happened, as a clock in Tokyo shows it. */
export function timeOf({ at }: Pick<WatchedEntry, 'at'>): string {
  return DateTime.fromISO(at).setZone('Asia/Tokyo').toFormat('HH:mm:ss');
}
