import { permitStatesInForce } from '../../../permits/lifecycle/permit-lifecycle.ts';
import type { Track } from '../../../permits/rule/track-of.ts';
import { type BecauseOf, judgeAllowed } from '../../../permits/using/judge-allowed.ts';
import { isDecidedBySomebody, stillCounts } from '../../../permits/using/still-counts.ts';
import type { ConditionAnswer } from '../../conditions/condition-answer.ts';
import { type ItemWay, leavingReasons } from '../applying/item-terms.ts';
import { waysOf } from '../applying/ways-of.ts';
import type { ItemRow } from '../registry/item-rows.ts';
import { type ItemPermit, isToReturn } from './item-permit.ts';

/** An item that whoever looks saw, and how many of it. */
export type SeenItem = {
  readonly item: string;
  readonly count: number;
  readonly seal?: 'intact' | 'broken' | undefined;
  /** Whether each condition of its permit is met, as whoever looks finds it. */
  readonly answers?: readonly ConditionAnswer[] | undefined;
};

export type ItemCheckFacts = {
  /** The zone they are carried into; null = out of the office. */
  readonly to: string | null;
  readonly carrier: string;
  /** The unit of whoever carries them; undefined = of none. */
  readonly unit: string | undefined;
  /** Whoever carries them is suspended, or gone. */
  readonly stopped: boolean;
  readonly seen: readonly SeenItem[];
  /** What should be there, by the permit that was shown. */
  readonly expected: readonly string[];
  /** Every item that was seen or should be there. */
  readonly items: ReadonlyMap<string, ItemRow>;
  /** Those in force that name one of them. */
  readonly permits: readonly ItemPermit[];
  /** What row 5 asks of a way through the bound of a zone. */
  readonly trackAt: (way: ItemWay, zone: string) => Track;
  readonly now: Date;
};

/** What became of one item: how many of it go on, how many should have been there, and how many may not go on. */
export type CheckedItem = {
  readonly item: string;
  /** The zone it leaves; null = it comes from outside. */
  readonly from: string | null;
  readonly found: number;
  readonly missing: number;
  readonly extra: number;
  readonly because: BecauseOf | 'not-erased';
  /** By which it is where it is from now on. */
  readonly permit: ItemPermit | undefined;
  readonly sealBroken: boolean;
  /** What it was permitted on, by the permits it is carried by: asked again of each that is there. */
  readonly conditions: readonly string[];
  /** Those that were answered no. */
  readonly unmet: readonly string[];
};

/** Looks at what somebody carries item by item: found, missing, extra (2.3.1.1(7)(a)(ア), 別表2 row 5). Pure. */
export function judgeItemCheck(facts: ItemCheckFacts): readonly CheckedItem[] {
  const seen = new Map(facts.seen.map((one) => [one.item, one]));
  const ids = [...new Set([...seen.keys(), ...facts.expected])];
  return ids.flatMap((id) => {
    const item = facts.items.get(id);
    return item === undefined ? [] : (judgeItem(item, seen.get(id), facts) ?? []);
  });
}

function judgeItem(
  item: ItemRow,
  seen: SeenItem | undefined,
  facts: ItemCheckFacts,
): CheckedItem | undefined {
  const from = item.zoneId === facts.to ? null : item.zoneId;
  const due = dueOf(item, facts.to);
  if (item.state === 'gone' || (seen === undefined && due === 0)) return undefined;
  const crossings = crossingsOf(item, from, facts);
  const refused = crossings.find(({ allowed }) => !allowed);
  const count = seen?.count ?? 0;
  const found = refused === undefined ? Math.min(count, due) : 0;
  return {
    item: item.itemId,
    from,
    found,
    missing: Math.max(0, due - count),
    extra: count - found,
    because: (refused ?? crossings.at(-1))?.because ?? 'not-required',
    permit: crossings.at(-1)?.permit,
    sealBroken: seen?.seal === 'broken',
    conditions: count === 0 ? [] : conditionsOf(crossings),
    unmet: (seen?.answers ?? []).flatMap(({ condition, met }) => (met ? [] : [condition])),
  };
}

/** How many of an item there are to be carried this way. */
export function dueOf({ present, quantity, zoneId }: ItemRow, to: string | null): number {
  const staysThere = to !== null && (zoneId === null || zoneId === to);
  return staysThere ? quantity - present : present;
}

type Crossing = {
  readonly allowed: boolean;
  readonly because: CheckedItem['because'];
  readonly permit: ItemPermit | undefined;
};

/** What the permits of these ways were given on. */
function conditionsOf(crossings: readonly Crossing[]): readonly string[] {
  return [...new Set(crossings.flatMap(({ permit }) => permit?.row.applied.conditions ?? []))];
}

/** Out of the zone it is in, and into the one it is carried to: each is a way of its own, and may be decided by another. */
function crossingsOf(item: ItemRow, from: string | null, facts: ItemCheckFacts): readonly Crossing[] {
  return [
    ...(from === null ? [] : [cross(item, 'out', from, facts)]),
    ...(facts.to === null ? [] : [cross(item, 'in', facts.to, facts)]),
  ];
}

function cross(item: ItemRow, way: ItemWay, zone: string, facts: ItemCheckFacts): Crossing {
  const { trackAt, stopped, permits } = facts;
  const track = trackAt(way, zone);
  const permit = permits.find(
    (one) =>
      covers(one, item.itemId, way, zone, facts) &&
      stillCounts({ decided: isDecidedBySomebody(one.row) }, track),
  );
  if (way === 'out' && permit !== undefined && lacksErasure(item, permit)) {
    return { allowed: false, because: 'not-erased', permit };
  }
  const { allowed, because } = judgeAllowed({
    track,
    stopped,
    // An exception is of persons and zones; what an item may do is asked of its permit.
    exception: undefined,
    permit: permit && { id: permit.row.permitId, state: permit.row.state },
    begunIn: permitStatesInForce,
  });
  return { allowed, because, permit };
}

function covers(
  permit: ItemPermit,
  item: string,
  way: ItemWay,
  zone: string,
  { carrier, unit, now }: ItemCheckFacts,
): boolean {
  const { row, terms } = permit;
  return (
    terms.items.includes(item) &&
    waysOf(terms).includes(way) &&
    row.zoneIds.includes(zone) &&
    row.concernedIds.includes(carrier) &&
    row.validFrom <= now &&
    now < row.validUntil &&
    !isToReturn(permit, carrier, unit)
  );
}

/** What leaves for repair, the end of a lease or disposal holds nothing readable any more (METI 16(2), 39(2), 46, 62). */
function lacksErasure({ medium, erasure }: ItemRow, { terms }: ItemPermit): boolean {
  const asked = terms.leavesFor !== undefined && leavingReasons[terms.leavesFor].erased;
  return asked && medium !== 'none' && erasure === null;
}
