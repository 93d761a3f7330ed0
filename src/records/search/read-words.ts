import { DateTime } from 'luxon';
import { dayWordNames, dayWords } from './day-words.ts';
import { kindsMeant } from './kinds-meant.ts';
import { type Days, readPeriod } from './read-period.ts';
import type { ClockStretch, SearchAsked } from './search-asked.ts';

/** What is asked in words, beside the rest of what is searched for. */
export type Understood = {
  readonly search: SearchAsked;
  readonly days?: Days;
  /** The code of a zone. */
  readonly zone?: string;
  readonly class?: number;
  /** What was not understood; empty where all was. */
  readonly rest: string;
};

export type Ground = {
  readonly now: Date;
  readonly timeZone: string;
  /** The zones that whoever asks is shown, by their codes: what another is called is a word like any other. */
  readonly zoneNames: ReadonlyMap<string, string>;
};

type Part = Omit<Understood, 'rest' | 'days' | 'search'> & {
  readonly search?: SearchAsked;
  readonly overnight?: Overnight;
};

/** Up to a time of the day after (翌), of each day of a period; as it was written. */
type Overnight = ClockStretch & { readonly written: string };

type Reader = {
  readonly pattern: RegExp;
  readonly read: (match: readonly string[]) => Part | undefined;
};

/** A name or the like: up to a particle, or to what was understood before; no time that was not. */
const word = '((?:(?!\\d{1,2}[時月日])[^／、。\\sのにをへでがは])+?)(?<!まで|以前|以降)';
const came = '(?:訪ねた|訪問した|訪れた|会った|会いに来た)';

/** The longest first: 受渡業者 is no 業者 of any other sort. */
const kindsAsked = Object.keys(kindsMeant)
  .toSorted((one, other) => other.length - one.length)
  .join('|');

const hour = '(\\d{1,2})時(半|\\d{1,2}分)?';

const wholeDay = 24 * 60;

/** Minutes since midnight; more than any day has for what no clock shows. */
function minutesOf(hours: string, rest: string): number {
  const minutes = rest === '半' ? 30 : Number.parseInt(rest || '0', 10);
  return minutes < 60 ? Number(hours) * 60 + minutes : Number.POSITIVE_INFINITY;
}

function clock(from: number, until: number): Part | undefined {
  return from < until && until <= wholeDay ? { search: { clock: { from, until } } } : undefined;
}

/** Over midnight: the end is earlier, or said to be of the day after. Of a day or more every time of the clock is in it. */
function overnight(from: number, until: number, written: string): Part | undefined {
  if (from >= wholeDay || until > wholeDay) return undefined;
  return {
    overnight: { from, until, written },
    ...(until < from ? { search: { clock: { from, until } } } : {}),
  };
}

/** 午後6時 and 18:00 as 18時, 正午 as 12時: hours are read in one form. */
function withPlainHours(text: string): string {
  return text
    .replaceAll(/(\d{1,2}):(\d{2})/gu, '$1時$2分')
    .replaceAll('正午', '12時')
    .replaceAll(/午前(?=\d)/gu, '')
    .replaceAll(/午後(\d{1,2})時/gu, (_, hours) => `${Number(hours) < 12 ? Number(hours) + 12 : hours}時`);
}

/** In the order they are tried: what says more goes first. Each takes what it understood out of the text. */
const readers: readonly Reader[] = [
  {
    pattern: new RegExp(
      `${hour}(?:から|より|以降|[〜～~-])(翌)?(?:日の?|朝の?)?${hour}(?:まで|の間|前)?`,
      'u',
    ),
    read: ([written = '', from = '', half = '', next = '', until = '', untilHalf = '']) => {
      const [first, end] = [minutesOf(from, half), minutesOf(until, untilHalf)];
      return next !== '' || end < first ? overnight(first, end, written) : clock(first, end);
    },
  },
  {
    pattern: new RegExp(`${hour}(?:以降|から|より後|過ぎ|を過ぎて)`, 'u'),
    read: ([, from = '', half = '']) => clock(minutesOf(from, half), wholeDay),
  },
  {
    pattern: new RegExp(`${hour}(?:以前|まで|より前|前)`, 'u'),
    read: ([, until = '', half = '']) => clock(0, minutesOf(until, half)),
  },
  { pattern: /午前/u, read: () => clock(0, 12 * 60) },
  { pattern: /午後/u, read: () => clock(12 * 60, wholeDay) },
  ...dayWordNames.map(
    (on): Reader => ({
      pattern: new RegExp(`${dayWords[on].written}(?:だけ)?`, 'u'),
      read: () => ({ search: { on } }),
    }),
  ),
  { pattern: /クラス([0-9])(?:の?区域)?/u, read: ([, of]) => ({ class: Number(of) }) },
  { pattern: /手書き簿?/u, read: () => ({ search: { origin: 'paper' } }) },
  { pattern: /点呼/u, read: () => ({ search: { origin: 'roll-call' } }) },
  { pattern: /巡回/u, read: () => ({ search: { origin: 'round' } }) },
  { pattern: /自由通行/u, read: () => ({ search: { how: '自由通行' } }) },
  { pattern: /同行(?:申告)?(?:で|の|した|により)/u, read: () => ({ search: { how: '同行' } }) },
  {
    pattern: /(?:まだ|今も|いまも)?(?:(?:出|帰っ|退出し|退室し|退庁し)て(?:い)?ない|残っている)/u,
    read: () => ({ search: { isOpen: true } }),
  },
  { pattern: /(?:一人|独り|ひとり|1人|単独)(?:だけ)?で/u, read: () => ({ search: { isAlone: true } }) },
  {
    pattern: new RegExp(`${word}(?:さん|氏|様)[をにと]${came}`, 'u'),
    read: ([, host]) => ({ search: { with: host, direction: 'entering' } }),
  },
  {
    pattern: new RegExp(`${word}を${came}`, 'u'),
    read: ([, section]) => ({ search: { withAffiliation: section, direction: 'entering' } }),
  },
  {
    pattern: new RegExp(`${word}(?:さん|氏|様)?(?:が立ち?会った|と一緒の?|と同行した)`, 'u'),
    read: ([, other]) => ({ search: { with: other } }),
  },
  {
    pattern: new RegExp(`${word}(?:のために|のため|目的で|の目的で|の用件?で|の件で)`, 'u'),
    read: ([, purpose]) => ({ search: { purpose } }),
  },
  {
    pattern: new RegExp(`${word}(?:から|より)(?:来た|来庁した|訪れた)`, 'u'),
    read: ([, affiliation]) => ({ search: { affiliation, direction: 'entering' } }),
  },
  {
    pattern: /(?:入っ|入室し|立ち?入っ|来庁し|来|入庁し|訪れ|訪問し|訪ね)た/u,
    read: () => ({ search: { direction: 'entering' } }),
  },
  {
    pattern: /(?:退室し|退出し|退庁し|帰っ|出)た/u,
    read: () => ({ search: { direction: 'leaving' } }),
  },
  {
    pattern: /(?:居|い)(?:た|る)(?=／|人|者|方|業者|職員|来訪者|訪問者|[^、。\s]*(?:さん|氏|様)|$)/u,
    read: () => ({ search: { isThere: true } }),
  },
  { pattern: new RegExp(`${word}(?:さん|氏|様)`, 'u'), read: ([, who]) => ({ search: { who } }) },
  {
    pattern: new RegExp(`${word}(?:から|より|所属)?の(?=人|者|方|${kindsAsked})`, 'u'),
    read: ([, affiliation]) => ({ search: { affiliation } }),
  },
  { pattern: new RegExp(kindsAsked, 'u'), read: ([kind]) => ({ search: { kind } }) },
];

/** What carries nothing by itself. */
const filler = /／|人|者|方|記録|一覧|全員|だけ|すべて|から|まで|区域|[のにをへでがはとも、。・\s]/gu;

/**
 * What a question in words asks for, as far as it is understood: "先週 総務課を訪ねた人", "クラス3に22時以降入った人". Whatever else it says is
 * left in `rest`: who asks is told, instead of being answered something else.
 */
export function readWords(words: string, { now, timeZone, zoneNames }: Ground): Understood {
  const period = readPeriod(
    words.normalize('NFKC'),
    DateTime.fromJSDate(now, { zone: timeZone }).startOf('day'),
  );
  let rest = withPlainHours(period?.rest ?? words.normalize('NFKC'));
  let said: Part = {};
  const longestFirst = [...zoneNames].toSorted(([, one], [, other]) => other.length - one.length);
  const zone = longestFirst.find(([, name]) => name !== '' && rest.includes(name.normalize('NFKC')));
  if (zone !== undefined && !new RegExp(`${escaped(zone[1].normalize('NFKC'))}を${came}`, 'u').test(rest)) {
    rest = rest.replace(zone[1].normalize('NFKC'), '／');
    said = { zone: zone[0] };
  }
  for (const { pattern, read } of readers) {
    const match = pattern.exec(rest);
    const part = match === null ? undefined : read(match.map((piece) => piece ?? ''));
    if (match === null || part === undefined || contradicts(part, said)) continue;
    rest = rest.replace(match[0], '／');
    said = { ...said, ...part, search: { ...said.search, ...part.search } };
  }
  const { search = {}, overnight: night, ...places } = said;
  const days = night && period ? withNights(period.days, night, timeZone) : period?.days;
  // Of more than a day there is no time of the clock to look for: it must be said of which day it begins.
  const isNoTime = search.clock === undefined && (days === undefined || search.on !== undefined);
  return {
    ...places,
    search,
    ...(days === undefined ? {} : { days }),
    rest: `${rest.replaceAll(filler, '')}${night && isNoTime ? night.written : ''}`,
  };
}

/** Whether something else was said of the same before. */
function contradicts(part: Part, said: Part): boolean {
  const before = new Map(Object.entries(said.search ?? {}));
  return Object.entries(part.search ?? {}).some(
    ([field, value]) => before.has(field) && before.get(field) !== value,
  );
}

/** A period that begins with the first of these nights, and ends with the one that begins on its last day. */
function withNights({ from, until }: Days, night: ClockStretch, timeZone: string): Days {
  const at = (day: string, minutes: number) =>
    DateTime.fromISO(day, { zone: timeZone })
      .set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
      .toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
  return { from: at(from, night.from), until: at(until, night.until) };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
