import { applyEffects } from '../../src/access/state/apply-effects.ts';
import { emptySite } from '../../src/access/state/site-state.ts';
import type { Entry } from '../../src/log/entry/entry.ts';

/** What the laws are asked against, beside the log. */
export type DeskWorld = {
  readonly staff: ReadonlySet<string>;
  /** Numerals of pool cards, by card. */
  readonly numeralOf: ReadonlyMap<string, string>;
  /** Which pass a member wore again who was put back, by the entry that says so. */
  readonly wornAgain: ReadonlyMap<number, string | null>;
  /** Where rows 34 and 35 ask for an escort. */
  readonly asksForEscort: ReadonlySet<string>;
};

/** What is not as a law has it, in words: the law and the entry. */
export type Breaches = readonly string[];

/** What a desk knows, by its log alone and as simply as it can be said. */
type Book = {
  readonly visitOf: Map<string, string>;
  readonly destinations: Map<string, Destination>;
  readonly inside: Set<string>;
  readonly held: Set<string>;
  readonly suspended: Set<string>;
  /** Who has a pass, by numeral. */
  readonly out: Map<string, string>;
  readonly stopped: Set<string>;
};

type Destination = {
  readonly visit: string;
  readonly host: string;
  readonly zones: readonly string[];
  reviewed: boolean;
};

/** Ways out are refused for nothing but a card nobody knows or somebody reported, or a person stopped by a named act. */
const mayHold = new Set([
  'unknown-card',
  'bad-read',
  'card-unassigned',
  'card-twin',
  'card-lost',
  'card-stolen',
  'person-suspended',
]);

/** Reads a log from its beginning against the laws of the desk and its doors. */
export function breachesIn(entries: readonly Entry[], world: DeskWorld): Breaches {
  const book: Book = {
    visitOf: new Map(),
    destinations: new Map(),
    inside: new Set(),
    held: new Set(),
    suspended: new Set(),
    out: new Map(),
    stopped: new Set(),
  };
  const breaches: string[] = [];
  let state = emptySite;
  for (const entry of entries) {
    const { seq, recordedAt, effects } = entry;
    const broken = (law: string) => breaches.push(`${law} (entry ${seq})`);
    note(book, entry, world, broken);
    const declared = new Set(
      [...state.custody].filter(([, { mode }]) => mode === 'declared').map(([ward]) => ward),
    );
    state = applyEffects(state, effects, { seq, at: new Date(recordedAt) });
    for (const effect of effects) {
      // 訂正 states again whoever had the ward before, to be weighed anew.
      if (effect.type !== 'custody' || state.custody.get(effect.ward)?.broken !== undefined) continue;
      if (!world.staff.has(effect.escort) || book.suspended.has(effect.escort)) broken('only staff escort');
    }
    const { decision, subject } = entry;
    if (entry.kind !== 'card-read' || decision === null) continue;
    if ((decision.verdict === 'grant') !== (decision.reasons.length === 0)) broken('a decision is explained');
    if (decision.direction === 'leaving' && decision.verdict !== 'grant') {
      if (!decision.reasons.every(({ code }) => mayHold.has(code))) broken('nobody is trapped');
    }
    if (decision.verdict !== 'grant' || decision.direction !== 'entering') continue;
    if (book.suspended.has(subject.person ?? '')) broken('who was stopped is let in by no service');
    const numeral = world.numeralOf.get(subject.card ?? '');
    if (numeral !== undefined && book.out.get(numeral) !== subject.person)
      broken('a pass is read as whoever it is lent to');
    if (numeral !== undefined && book.stopped.has(numeral)) broken('a pass that was stopped lets nobody in');
    const members = [subject.person ?? '', ...(subject.with ?? [])].filter((id) => book.visitOf.has(id));
    for (const member of members) {
      const reads = effects.some((one) => one.type === 'custody' && one.ward === member);
      const goesAlong = declared.has(member) && !reads;
      if (!goesAlong && !isAdmitted(book, member, subject.to ?? '')) broken('silence never admits');
      const custody = state.custody.get(member);
      const isEscorted =
        custody !== undefined && custody.broken === undefined && world.staff.has(custody.escort);
      if (world.asksForEscort.has(subject.to ?? '') && !isEscorted) broken('no living custody, no entering');
    }
  }
  return breaches;
}

/** Checked in, for a visit that goes on, to somebody who reviewed it for this zone. */
function isAdmitted({ visitOf, destinations, inside, held }: Book, member: string, zone: string): boolean {
  const visit = visitOf.get(member) ?? '';
  if (!inside.has(member) || held.has(visit)) return false;
  return [...destinations.values()].some(
    (one) => one.visit === visit && one.reviewed && one.zones.includes(zone),
  );
}

type Noted = {
  readonly member: string;
  readonly pass?: string | null;
  readonly passReturned?: boolean;
  readonly before?: string | null;
  readonly after?: string | null;
};

/** What an entry of the desk makes of what is known. */
function note(book: Book, entry: Entry, world: DeskWorld, broken: (law: string) => void): void {
  const { kind, subject, seq } = entry;
  // What each kind says of itself beside.
  const details = entry.details as {
    readonly destinations?: readonly {
      destination: string;
      host: string;
      zones: string[];
      ways: string[];
      reviewed: boolean;
    }[];
    readonly members?: readonly Noted[];
    readonly what?: string;
    readonly wrong?: string;
    readonly exchanged?: boolean;
    readonly numeral?: string;
    readonly step?: string;
  };
  const { visitOf, destinations, inside, held, suspended, out, stopped } = book;
  const named = [subject.person ?? '', ...(subject.with ?? [])];
  const visit = subject.visit ?? '';
  const lend = (numeral: string, member: string) => {
    const holder = out.get(numeral);
    if (stopped.has(numeral) || (holder !== undefined && holder !== member))
      broken('a pass is never out twice');
    out.set(numeral, member);
  };
  const takeFrom = (numeral: string | null | undefined, member: string) => {
    if (numeral != null && out.get(numeral) === member && !stopped.has(numeral)) out.delete(numeral);
  };
  const wornBy = (member: string) => [...out].find(([, holder]) => holder === member)?.[0];
  switch (kind) {
    case 'visit-planned':
      for (const member of named) visitOf.set(member, visit);
      for (const { destination, host, zones, ways, reviewed } of details.destinations ?? [])
        destinations.set(destination, { visit, host, zones: [...zones, ...ways], reviewed });
      return;
    case 'visit-reviewed':
    case 'visit-review-withdrawn': {
      const destination = destinations.get(subject.destination ?? '');
      if (destination !== undefined) destination.reviewed = kind === 'visit-reviewed';
      return;
    }
    case 'person-suspended':
      suspended.add(subject.person ?? '');
      for (const one of destinations.values()) if (one.host === subject.person) one.reviewed = false;
      return;
    case 'person-resumed':
      suspended.delete(subject.person ?? '');
      return;
    case 'visit-paused':
    case 'visit-cancelled':
      held.add(visit);
      return;
    case 'visit-resumed':
      held.delete(visit);
      return;
    case 'visitor-checked-in':
      for (const { member, pass } of details.members ?? []) {
        inside.add(member);
        if (pass != null) lend(pass, member);
      }
      return;
    case 'visitor-stepped-in':
      for (const member of named) inside.add(member);
      return;
    case 'visitor-stepped-out':
      for (const member of named) inside.delete(member);
      return;
    case 'visitor-checked-out':
      for (const { member, passReturned } of details.members ?? []) {
        inside.delete(member);
        if (passReturned) takeFrom(wornBy(member), member);
      }
      return;
    case 'visitor-put-back':
      for (const member of named) {
        inside.add(member);
        const pass = world.wornAgain.get(seq);
        if (pass != null) lend(pass, member);
      }
      return;
    case 'visit-corrected':
      if (details.what === 'person') {
        const [came = ''] = named;
        const wrong = details.wrong ?? '';
        const [pass, passOfCame] = [wornBy(wrong), wornBy(came)];
        if (!details.exchanged) inside.delete(wrong);
        inside.add(came);
        if (pass !== undefined) out.set(pass, came);
        if (passOfCame !== undefined && details.exchanged) out.set(passOfCame, wrong);
      }
      if (details.what === 'pass') {
        const { members = [] } = details;
        for (const { member, before } of members) takeFrom(before, member);
        for (const { member, after } of members) if (after != null) lend(after, member);
      }
      return;
    case 'pass-returned':
      out.delete(details.numeral ?? '');
      return;
    case 'pass-stopped':
      stopped.add(details.numeral ?? '');
      if (details.step === 'report-lost') out.delete(details.numeral ?? '');
      return;
    case 'pass-restored':
      stopped.delete(details.numeral ?? '');
      out.delete(details.numeral ?? '');
      return;
  }
}
