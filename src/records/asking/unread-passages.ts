import { groupBy } from '../../kernel/group-by.ts';
import { directionOf } from '../../zones/plan/direction.ts';
import type { NamedZones } from '../../zones/plan/find-zones.ts';
import type { DoorVersions, Version } from '../../zones/plan/load-door-versions.ts';
import type { DoorDirection } from '../../zones/plan/site-plan.ts';
import type { SeqsAsked } from '../rows/seqs-asked.ts';

/** What is to be said behind the names of some doors: from one entry, until another, where it was not so all the time asked for. */
export type Unread = Stretch & { readonly doors: readonly string[] };

type Stretch = { readonly says: string; readonly from?: number; readonly until?: number };

/** The zones of a record, and those of which whoever asks learns nothing. */
export type ZonesTold = { readonly zones: NamedZones; readonly hidden: ReadonlySet<string> };

/** The versions of one door, and by their ids those of what is around it. */
type Around = {
  readonly door: DoorVersions['doors'];
  readonly readers: DoorVersions['readers'];
  readonly schedules: ReadonlyMap<string, DoorVersions['schedules']>;
  readonly zones: ReadonlyMap<string, DoorVersions['zones']>;
};

/**
 * Passages that a record cannot have, by the plans of the time asked for: 自由通行, which is said as such, and ways into a zone at which nobody is
 * read. A door out of service is no way.
 */
export function unreadPassages(versions: DoorVersions, told: ZonesTold, seqs: SeqsAsked): readonly Unread[] {
  const readers = groupBy(versions.readers, ({ body }) => body.door);
  const schedules = groupBy(versions.schedules, ({ id }) => id);
  const zones = groupBy(versions.zones, ({ id }) => id);
  const ofEach = [...groupBy(versions.doors, ({ id }) => id)].flatMap(([id, door]) => {
    const around = { door, readers: readers.get(id) ?? [], schedules, zones };
    return stretchesOf(around, told, seqs);
  });
  const alike = groupBy(ofEach, ({ says, from, until }) => JSON.stringify([says, from, until]));
  return [...alike.values()].flatMap((some) =>
    some.slice(0, 1).map(({ name: _, ...stretch }) => ({ doors: some.map(({ name }) => name), ...stretch })),
  );
}

type NamedStretch = Stretch & { readonly name: string };

/** What is to be said of a door, each from the first of the versions of which it holds until the last. */
function stretchesOf(around: Around, told: ZonesTold, { before, last }: SeqsAsked): readonly NamedStretch[] {
  const over: NamedStretch[] = [];
  let open: ReadonlyMap<string, NamedStretch> = new Map();
  for (const seq of [before, ...turnsOf(around, { before, last })]) {
    const now = saidAt(around, told, seq).map(({ name, says }) => {
      const key = `${name} ${says}`;
      const begun = { name, says, ...(seq === before ? {} : { from: seq }) };
      return [key, open.get(key) ?? begun] as const;
    });
    const standing = new Map(now);
    for (const [key, one] of open) if (!standing.has(key)) over.push({ ...one, until: seq });
    open = standing;
  }
  return [...over, ...open.values()];
}

/** The entries within the time asked for at which a door, or what is around it, began to be otherwise. */
function turnsOf(
  { door, readers, schedules, zones }: Around,
  { before, last }: SeqsAsked,
): readonly number[] {
  const near = door.flatMap(({ body }) => [
    ...(schedules.get(body.freePassage?.schedule ?? '') ?? []),
    ...body.directions.flatMap(({ from, to }) => [...(zones.get(from) ?? []), ...(zones.get(to) ?? [])]),
  ]);
  const seqs = [...door, ...readers, ...near].flatMap(({ fromSeq, untilSeq }) =>
    untilSeq === null ? [fromSeq] : [fromSeq, untilSeq],
  );
  return [...new Set(seqs)]
    .filter((seq) => seq > before && seq <= last)
    .toSorted((one, other) => one - other);
}

function saidAt(around: Around, { zones, hidden }: ZonesTold, seq: number) {
  const door = standingAt(around.door, seq);
  if (door === undefined || door.outOfService) return [];
  const { name, directions, freePassage } = door;
  if (directions.some(({ from, to }) => hidden.has(from) || hidden.has(to))) return [];
  const unread = directions.filter((way) => zones.has(way.to) && isUnreadEntry(around, way, seq));
  const isFree = directions.some(({ from, to }) => zones.has(from) || zones.has(to));
  return [
    ...(freePassage === undefined || !isFree ? [] : [{ name, says: freely(around, freePassage, seq) }]),
    ...unread.map(({ to }) => ({
      name,
      says: `には「${zones.get(to)?.name ?? to}」に入る向きの読取装置がありません。そこから入った人は、この記録にないことがあります。`,
    })),
  ];
}

function freely(
  { schedules }: Around,
  { schedule, guardPost }: { readonly schedule: string; readonly guardPost?: string },
  seq: number,
): string {
  const hours = standingAt(schedules.get(schedule) ?? [], seq)?.name ?? schedule;
  const watched = guardPost === undefined ? '' : `（見張り: ${guardPost}）`;
  return `は「${hours}」の間、自由通行です${watched}。その間に読取りなしで通った人は、この記録にありません。`;
}

/** Whoever leaves unread was recorded as they came. */
function isUnreadEntry({ readers, zones }: Around, { from, to }: DoorDirection, seq: number): boolean {
  const classOf = (zone: string) => standingAt(zones.get(zone) ?? [], seq) ?? { class: null };
  if (directionOf(classOf(from), classOf(to)) === 'leaving') return false;
  return !readers.some((reader) => stands(reader, seq) && reader.body.to === to);
}

function standingAt<Body>(versions: readonly Version<Body>[], seq: number): Body | undefined {
  return versions.find((version) => stands(version, seq))?.body;
}

function stands({ fromSeq, untilSeq }: Omit<Version<unknown>, 'body'>, seq: number): boolean {
  return fromSeq <= seq && (untilSeq === null || untilSeq > seq);
}
