import type { Pool } from '../../src/db/pool.ts';
import type { Entry } from '../../src/log/entry/entry.ts';
import { parseEntry } from '../../src/log/entry/parse-entry.ts';

/** An entry, and what stands under its digest while nobody erased it. */
export type ToldEntry = { readonly entry: Entry; readonly body: Body | undefined };

type Identity = { readonly memberId?: string; readonly name: string; readonly affiliation: string };

/** What personal data the entries of this computation have. */
type Body = {
  readonly members?: readonly Identity[];
  readonly after?: Identity;
};

/** The details that this computation reads, of every kind of entry it reads them of. */
type Details = {
  readonly kind?: string;
  readonly to?: string;
  readonly day?: string;
  readonly days?: readonly string[];
  readonly zones?: readonly string[];
  readonly what?: string;
  readonly origin?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly occurrence?: string;
  readonly attendant?: string;
  readonly workers?: number;
  readonly key?: string;
  readonly code?: string;
  readonly sort?: string;
  readonly due?: string;
  readonly item?: string;
  readonly items?: readonly {
    readonly item: string;
    readonly found: number;
    readonly permit: string | null;
  }[];
  readonly permits?: readonly { readonly permit: string; readonly to: string }[];
  readonly destinations?: readonly { readonly host: string; readonly zones: readonly string[] }[];
};

export async function loadTold(pool: Pool, siteId: string): Promise<readonly ToldEntry[]> {
  const { rows } = await pool.query<{ text: string; body: string | null }>(
    `select e.text, r.body from entries e
      left join personal_records r on r.site_id = e.site_id and r.seq = e.seq and r.recorded_at = e.recorded_at
      where e.site_id = $1 order by e.seq`,
    [siteId],
  );
  return rows.map(({ text, body }) => ({
    entry: parseEntry(text),
    body: body === null ? undefined : JSON.parse(body),
  }));
}

/** What records call what the log has as a code. */
export const shown = {
  zones: { hall: '玄関ホール', office: '執務室' },
  permits: {
    photography: '撮影・録音',
    'system-item': '情報システムに関連する物品',
    'private-device': '支給以外の端末・記録装置',
  },
  states: {
    requested: '申請中',
    approved: '許可済み',
    filed: '届出済み',
    'in-use': '使用中',
    closed: '終了',
  },
  keys: { ordinary: '通常の鍵' },
  keyStates: { 'key-registered': '保管中', 'key-lent': '貸出中', 'key-returned': '保管中' },
  erased: '消去済',
} as const satisfies Record<string, string | Readonly<Record<string, string>>>;

const wordOf = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code;
const detailsOf = ({ details }: Entry): Details => details;
const personsOf = ({ subject }: Entry) => [subject.person ?? [], subject.with ?? []].flat();

/** Who a visitor is by the log: as planned, and as it was put right; nobody whose name was erased. */
export function visitorsTold(told: readonly ToldEntry[]): ReadonlyMap<string, Identity> {
  const known = new Map<string, Identity>();
  for (const { entry, body } of told) {
    if (entry.kind === 'visit-planned')
      for (const one of body?.members ?? []) known.set(one.memberId ?? '', one);
    if (entry.kind === 'visit-corrected' && body?.after !== undefined)
      known.set(entry.subject.person ?? '', body.after);
  }
  return known;
}

/** 訪問記録 by the log alone. */
export function visitsTold(told: readonly ToldEntry[]): readonly object[] {
  const known = visitorsTold(told);
  const rows = new Map<string, Record<string, unknown>>();
  for (const { entry } of told) {
    const { days = [], destinations = [], origin } = detailsOf(entry);
    for (const id of personsOf(entry)) {
      const row = rows.get(id);
      if (entry.kind === 'visit-planned') {
        const zones = [...new Set(destinations.flatMap((one) => one.zones))].map((zone) =>
          wordOf(shown.zones, zone),
        );
        const { name = shown.erased, affiliation = shown.erased } = known.get(id) ?? {};
        const open = { enteredAt: null, enteredFrom: null, leftAt: null, leftFrom: null, state: '来訪予定' };
        rows.set(id, { id, name, affiliation, day: days[0], zones: zones.join('、'), ...open });
      }
      if (row === undefined) continue;
      if (entry.kind === 'visitor-checked-in')
        Object.assign(row, { state: '在庁中', enteredAt: entry.at, enteredFrom: 'desk' });
      if (entry.kind === 'visitor-checked-out')
        Object.assign(row, {
          state: '退出済',
          leftAt: origin === 'unknown' ? null : entry.at,
          leftFrom: origin,
        });
      if (entry.kind === 'visitor-missed') Object.assign(row, { state: '来訪なし' });
    }
  }
  return [...rows.values()];
}

type Move = {
  readonly person: string;
  readonly zone: string | null;
  readonly at: string;
  readonly from: string;
  readonly seq: number;
};

const whatIsRead = ['card-read', 'passage-not-taken', 'read-abandoned'];

function movesTold(told: readonly ToldEntry[]): readonly Move[] {
  const moves = told.flatMap(({ entry }) => {
    const { origin } = detailsOf(entry);
    const from = origin ?? (whatIsRead.includes(entry.kind) ? 'read' : 'desk');
    return entry.effects.flatMap((effect) => {
      if (effect.type !== 'presence' && effect.type !== 'past-presence') return [];
      const at = 'since' in effect && effect.since !== undefined ? effect.since : entry.at;
      return [{ person: effect.person, zone: effect.zone, at, from, seq: entry.seq }];
    });
  });
  return moves.toSorted((one, other) => (one.at === other.at ? 0 : one.at < other.at ? -1 : 1));
}

/** 入退室記録簿 by the log alone: whoever is told of where they are already neither came nor left. */
export function staysTold(told: readonly ToldEntry[]): readonly object[] {
  const known = visitorsTold(told);
  const visitors = new Set(
    told.flatMap(({ entry }) => (entry.kind === 'visit-planned' ? personsOf(entry) : [])),
  );
  const open = new Map<string, Record<string, unknown>>();
  const stays: Record<string, unknown>[] = [];
  for (const { person, zone, at, from, seq } of movesTold(told)) {
    const before = open.get(person);
    if (before?.zone === (zone === null ? null : wordOf(shown.zones, zone))) continue;
    if (before !== undefined) {
      const isKnown = zone !== null && from !== 'unknown';
      Object.assign(before, {
        leftAt: zone === null ? null : at,
        leftFrom: isKnown ? from : 'unknown',
        seqs: `${before.seqs}〜${seq}`,
      });
    }
    open.delete(person);
    if (zone === null) continue;
    const name = visitors.has(person) ? (known.get(person)?.name ?? shown.erased) : '審査太郎';
    const stay = { zone: wordOf(shown.zones, zone), id: person, name, enteredAt: at, enteredFrom: from };
    const begun = { ...stay, leftAt: null, leftFrom: null, seqs: `${seq}` };
    open.set(person, begun);
    if (zone !== 'street') stays.push(begun);
  }
  return stays;
}

const stateOfStep: Readonly<Record<string, string>> = {
  'permit-requested': 'requested',
  'permit-filed': 'filed',
  'permit-approved': 'approved',
};

/** 許可・届出 of these kinds by the log alone. */
export function permitsTold(told: readonly ToldEntry[], kinds: readonly string[]): readonly object[] {
  const known = visitorsTold(told);
  const rows = new Map<string, Record<string, unknown>>();
  const step = (id: string, state: string, at: string) =>
    Object.assign(rows.get(id) ?? {}, {
      state: wordOf(shown.states, state),
      endedAt: state === 'closed' ? at : null,
    });
  for (const { entry } of told) {
    const { permit = '' } = entry.subject;
    const { kind = '', to, zones = [], validFrom, validUntil, permits = [] } = detailsOf(entry);
    if (entry.kind === 'permit-requested' || entry.kind === 'permit-filed') {
      if (!kinds.includes(kind)) continue;
      rows.set(permit, {
        id: permit,
        permitKind: wordOf(shown.permits, kind),
        names: personsOf(entry)
          .map((id) => known.get(id)?.name ?? (kind === 'system-item' ? shown.erased : '審査太郎'))
          .join('、'),
        zones: zones.map((zone) => wordOf(shown.zones, zone)).join('、'),
        validFrom,
        validUntil,
      });
    }
    const state = stateOfStep[entry.kind] ?? (entry.kind.startsWith('permit-') ? to : undefined);
    if (state !== undefined) step(permit, state, entry.at);
    for (const one of permits) step(one.permit, one.to, entry.at);
  }
  return [...rows.values()];
}

/** 物品の搬入・搬出 by the log alone. */
export function movementsTold(told: readonly ToldEntry[]): readonly object[] {
  const known = visitorsTold(told);
  return told.flatMap(({ entry }) => {
    if (entry.kind !== 'items-checked') return [];
    const { person = '', to } = entry.subject;
    return (detailsOf(entry).items ?? []).map(({ item, found, permit }) => ({
      id: item,
      quantity: `${found}`,
      how: to === undefined ? '搬出' : '搬入',
      movedAt: entry.at,
      movedFrom: 'on-the-spot',
      zones: shown.zones.office,
      name: known.get(person)?.name ?? shown.erased,
      permit,
    }));
  });
}

/** 作業 by the log alone. */
export function worksTold(told: readonly ToldEntry[]): readonly object[] {
  const rows = new Map<string, Record<string, unknown>>();
  for (const { entry } of told) {
    const { occurrence = '', workers } = detailsOf(entry);
    if (entry.kind === 'work-begun')
      rows.set(occurrence, {
        id: occurrence,
        zones: shown.zones.office,
        begunAt: entry.at,
        begunFrom: 'on-the-spot',
        workersIn: `${workers}`,
      });
    if (entry.kind === 'work-ended')
      Object.assign(rows.get(occurrence) ?? {}, {
        endedAt: entry.at,
        endedFrom: 'on-the-spot',
        workersOut: `${workers}`,
      });
  }
  return [...rows.values()];
}

/** 鍵貸出簿 by the log alone: that a key was kept between two loans has no row. */
export function keysTold(told: readonly ToldEntry[]): readonly object[] {
  const sorts = new Map<string, string>();
  const last = new Map<string, Record<string, unknown>>();
  const rows: Record<string, unknown>[] = [];
  for (const { entry } of told) {
    const { key = '', code, sort, due = null } = detailsOf(entry);
    const state = wordOf(shown.keyStates, entry.kind);
    if (state === entry.kind) continue;
    if (sort !== undefined) sorts.set(key, wordOf(shown.keys, sort));
    Object.assign(last.get(key) ?? {}, { endedAt: entry.at, endedFrom: 'on-the-spot' });
    const row = {
      ...{ id: key, number: code, zone: shown.zones.office, sort: sorts.get(key), state, due },
      ...{ name: entry.kind === 'key-lent' ? '審査太郎' : null },
      ...{ since: entry.at, sinceFrom: 'on-the-spot', endedAt: null, endedFrom: null },
    };
    last.set(key, row);
    rows.push(row);
  }
  return rows.filter(({ state, endedAt }) => state !== shown.keyStates['key-returned'] || endedAt === null);
}

/** How often somebody was lent a key, by the log alone. */
export function keysLentTold(told: readonly ToldEntry[], person: string): number {
  return told.filter(({ entry }) => entry.kind === 'key-lent' && personsOf(entry).includes(person)).length;
}
