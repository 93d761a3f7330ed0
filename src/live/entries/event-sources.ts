import type { NamedStatement } from '../../db/by-one-plan.ts';
import { type CountedSort, countedSorts } from '../../log/entry/counted-sorts.ts';
import { isFrequent, isOfRareKind } from '../../log/entry/frequent-kinds.ts';

/** What a list of entries is narrowed to; absent = not narrowed. */
export type EventFilter = {
  readonly zone?: string | undefined;
  readonly door?: string | undefined;
  readonly person?: string | undefined;
  readonly card?: string | undefined;
  readonly kind?: string | undefined;
  readonly verdict?: string | undefined;
  readonly reason?: string | undefined;
};

export type Order = 'asc' | 'desc';

/** A search as its statements are told of it; null = not narrowed. */
export type SearchValues = {
  readonly site: string;
  readonly above: number;
  readonly below: number;
  readonly from: Date;
  readonly until: Date;
  readonly limit: number;
  readonly mostLooked: number;
  readonly person: string | null;
  readonly card: string | null;
  readonly door: string | null;
  readonly kind: string | null;
  readonly verdict: string | null;
  readonly reason: string | null;
  readonly zones: readonly string[] | null;
  readonly doors: readonly string[];
  readonly seenZones: readonly string[] | null;
  readonly seenDoors: readonly string[];
  readonly everywhere: readonly string[];
};

const types = {
  site: 'uuid',
  above: 'int8',
  below: 'int8',
  from: 'timestamptz',
  until: 'timestamptz',
  limit: 'int4',
  mostLooked: 'int4',
  person: 'uuid',
  card: 'uuid',
  door: 'text',
  kind: 'text',
  verdict: 'text',
  reason: 'text',
  zones: 'text[]',
  doors: 'text[]',
  seenZones: 'text[]',
  seenDoors: 'text[]',
  everywhere: 'text[]',
} as const satisfies Record<keyof SearchValues, string>;

type SourceRow = {
  /** Whether a list so narrowed is looked for here. */
  readonly isFor: (filter: EventFilter) => boolean;
  /** Which of the fields it leaves nothing to ask of. */
  readonly settles: readonly (keyof EventFilter)[];
  /** What an index finds. */
  readonly narrowed: string;
};

const isRefused = `verdict <> 'grant'`;

/** Where entries are looked for, what narrows them most first; each has an index of its own. */
export const eventSources = {
  person: {
    isFor: ({ person }) => person !== undefined,
    settles: ['person'],
    narrowed: 'person_id = :person',
  },
  card: { isFor: ({ card }) => card !== undefined, settles: ['card'], narrowed: 'card_id = :card' },
  kind: {
    isFor: ({ kind }) => kind !== undefined && !isFrequent(kind),
    settles: ['kind'],
    narrowed: `kind = :kind and ${isOfRareKind}`,
  },
  // Whoever is let through is given no reason why not.
  reason: { isFor: ({ reason }) => reason !== undefined, settles: [], narrowed: isRefused },
  refusal: {
    isFor: ({ verdict }) => verdict !== undefined && verdict !== 'grant',
    settles: [],
    narrowed: isRefused,
  },
  door: { isFor: ({ door }) => door !== undefined, settles: ['door'], narrowed: 'door_id = :door' },
  log: { isFor: () => true, settles: [], narrowed: 'true' },
} as const satisfies Record<string, SourceRow>;

export type EventSource = keyof typeof eventSources;

const byNarrowness = [
  'person',
  'card',
  'kind',
  'reason',
  'refusal',
  'door',
  'log',
] as const satisfies readonly EventSource[];

export function sourceFor(filter: EventFilter): EventSource {
  return byNarrowness.find((source) => eventSources[source].isFor(filter)) ?? 'log';
}

/** By what the entries that a source leads to are counted in each month; undefined where they are not. */
export function countedFor(
  filter: EventFilter,
): { readonly sort: CountedSort; readonly value: string } | undefined {
  const source = sourceFor(filter);
  if (!isCounted(source)) return undefined;
  const value = filter[source];
  return value === undefined ? undefined : { sort: source, value };
}

function isCounted(source: EventSource): source is EventSource & CountedSort {
  return countedSorts.some((sort) => sort === source);
}

const stretch =
  'site_id = :site and seq > :above and seq < :below and recorded_at >= :from and recorded_at < :until';

const hasReason = 'reasons @> array[:reason]';

/** Which of the entries that are looked at are shown. */
const isShown = [
  '(:card is null or card_id = :card)',
  '(:door is null or door_id = :door)',
  '(:kind is null or kind = :kind)',
  '(:verdict is null or verdict = :verdict)',
  `(:reason is null or ${hasReason})`,
  `(:zones is null or ${inZones(':zones', ':doors')})`,
  `(:seenZones is null or (zones is null and kind = any(:everywhere)) or ${inZones(':seenZones', ':seenDoors')})`,
].join(' and ');

/** The same zones as `zonesOf` names: those the entry states, and those its door stands between. */
function inZones(zones: string, doors: string): string {
  return `zones && ${zones} or door_id = any(${doors})`;
}

const columns = ['seq', 'text', 'card_id', 'door_id', 'kind', 'verdict', 'reasons', 'zones'];

const places = 'seq, recorded_at';

/** What a source leads to, in the order of the log, as much of it as is looked at. */
function lookedAt(source: EventSource, order: Order, wanted: 'entries' | 'seqs'): string {
  const inOrder = `order by seq ${order} limit :mostLooked`;
  const found = `where ${stretch} and ${eventSources[source].narrowed} ${inOrder}`;
  if (source === 'person') {
    // An entry is found by every person it names: one in its column, the others in a table of their own.
    const naming = `
      select ${places} from (
        (select ${places} from entries ${found})
        union all
        (select ${places} from entry_persons ${found})
      ) every_one ${inOrder}`;
    return wanted === 'seqs' ? naming : entriesAt(naming);
  }
  if (wanted === 'seqs') return `select seq from entries ${found}`;
  if (source !== 'reason') return `select ${columns.join(', ')} from entries ${found}`;
  return entriesAt(`
    select ${places} from (select ${places}, reasons from entries ${found}) refused where ${hasReason}`);
}

/** The entries at these places, in their order and no more of them than are read on. */
function entriesAt(found: string): string {
  const ofEntry = columns.filter((column) => column !== 'seq').join(', ');
  return `
    select n.seq, e.* from (${found}) n cross join lateral (
      select ${ofEntry} from entries
      where ${stretch} and seq = n.seq and recorded_at = n.recorded_at limit 1
    ) e`;
}

/** A statement with the names of its values in the order of its parameters. */
type Compiled = {
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly (keyof SearchValues)[];
};

/** Written with a colon before the name of each value. */
function compile(name: string, written: string): Compiled {
  const parameters: (keyof SearchValues)[] = [];
  const text = written.replaceAll(/(?<!:):([a-zA-Z]+)/g, (_, word: keyof SearchValues) => {
    if (!parameters.includes(word)) parameters.push(word);
    return `$${parameters.indexOf(word) + 1}::${types[word]}`;
  });
  return { name, text, parameters };
}

/** The texts of the entries shown, in the order of the log, of at most `mostLooked` that the source leads to. */
function finding(source: EventSource, order: Order): Compiled {
  const looked = lookedAt(source, order, 'entries');
  const written = `select text from (${looked}) looked where ${isShown} order by seq ${order} limit :limit`;
  return compile(`find-events ${source} ${order}`, written);
}

/** How many the other has looked at where it shows fewer than asked for, and the last of them; by indexes alone. */
function counting(source: EventSource, order: Order): Compiled {
  const last = order === 'asc' ? 'max' : 'min';
  const looked = lookedAt(source, order, 'seqs');
  const written = `select count(*)::int4 as looked, ${last}(seq) as reached from (${looked}) looked`;
  return compile(`count-looked ${source} ${order}`, written);
}

const statements = new Map(
  byNarrowness.flatMap((source) =>
    (['asc', 'desc'] as const).map(
      (order) =>
        [`${source} ${order}`, { find: finding(source, order), count: counting(source, order) }] as const,
    ),
  ),
);

/** A statement of a search: `find` answers the texts shown, `count` how many were looked at, and the last of them. */
export function eventStatement(
  question: 'find' | 'count',
  source: EventSource,
  order: Order,
  values: SearchValues,
): NamedStatement {
  const compiled = statements.get(`${source} ${order}`)?.[question];
  if (compiled === undefined) throw new Error(`no statement for ${source} ${order}`);
  const { name, text, parameters } = compiled;
  return { name, text, values: parameters.map((one) => values[one]) };
}
