import { DateTime } from 'luxon';
import type { Words } from '../kernel/words.ts';
import { personsIn, type Subject } from '../log/subject.ts';

/** What a line of the watch needs of a streamed entry; anything else in it is left alone. */
export type WatchedEntry = {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly verdict: string | null;
  readonly subject: Subject;
  readonly reasons: readonly { readonly code: string; readonly clause?: string }[];
  readonly names: {
    readonly zones: Readonly<Record<string, string>>;
    readonly doors: Readonly<Record<string, string>>;
    readonly persons: Readonly<Record<string, { readonly name?: string | null }>>;
    /** Why somebody did it, where an act has a reason. */
    readonly reason?: string;
  };
};

export type Frame =
  | { readonly type: 'hello'; readonly epoch: string; readonly head: number }
  | { readonly type: 'events'; readonly upTo: number; readonly items: readonly WatchedEntry[] }
  | { readonly type: 'gap'; readonly after: number; readonly upTo: number }
  | { readonly type: 'alarm' | 'ping' };

/** Words for people: a passage is 通行可／通行不可, 許可 belongs to 別表2. */
const verdicts: Readonly<Record<string, Words>> = {
  grant: { ja: '通行可', en: 'granted' },
  deny: { ja: '通行不可', en: 'denied' },
  wait: { ja: '付添い待ち', en: 'waiting' },
};

const colourOf: Readonly<Record<string, number>> = { grant: 32, deny: 31, wait: 33 };

/** One entry as a line: number, time, verdict or kind, door, way, persons, reasons, words of who acted. */
export function watchLine(entry: WatchedEntry, language: keyof Words, colours: boolean): string {
  const { subject, names, verdict } = entry;
  const word = verdict === null ? entry.kind : (verdicts[verdict]?.[language] ?? verdict);
  const shown = colours && verdict !== null ? `\u001B[${colourOf[verdict] ?? 0}m${word}\u001B[0m` : word;
  const zone = (id: string) => names.zones[id] ?? id;
  const way =
    subject.from !== undefined && subject.to !== undefined ? `${zone(subject.from)}→${zone(subject.to)}` : '';
  const persons = personsIn(subject).map((id) => names.persons[id]?.name ?? id);
  const door =
    subject.door === undefined ? (subject.gateway ?? '') : (names.doors[subject.door] ?? subject.door);
  const reasons = entry.reasons.map(({ code, clause }) =>
    clause === undefined ? code : `${code} ${clause}`,
  );
  const time = DateTime.fromISO(entry.at).setZone('Asia/Tokyo').toFormat('HH:mm:ss');
  return [
    String(entry.seq),
    time,
    shown,
    door,
    way,
    persons.join('・'),
    reasons.join(', '),
    names.reason ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');
}
