import type { Step } from './plan-graph.ts';

/** Whether one may walk from a zone to another; every zone reaches itself. */
export type Reaches = (from: string, to: string) => boolean;

/**
 * All that can be reached over the steps, worked out at once: afterwards each question is a look-up. Zones that reach each other
 * are one group (Tarjan), and a group reaches what the groups behind it reach, one bit a group: 3,000 zones take at most
 * 1 MB. Nothing recurses, so that a long corridor of a large plan does not run out of stack.
 */
export function reachability(steps: readonly Step[]): Reaches {
  const onward = new Map<string, string[]>();
  for (const { from, to } of steps) {
    if (!onward.has(to)) onward.set(to, []);
    const known = onward.get(from);
    if (known === undefined) onward.set(from, [to]);
    else known.push(to);
  }
  const groups = groupsOf(onward);
  const reached: Uint32Array[] = [];
  const members: string[][] = [];
  for (const [zone, group] of groups) {
    const known = members[group];
    if (known === undefined) members[group] = [zone];
    else known.push(zone);
  }
  // A group is numbered after all it leads to.
  for (const [group, zones] of members.entries()) {
    const bits = new Uint32Array(Math.ceil(members.length / 32));
    setBit(bits, group);
    for (const zone of zones) {
      for (const next of onward.get(zone) ?? []) {
        const behind = groups.get(next) ?? group;
        if (behind !== group && !hasBit(bits, behind)) unite(bits, reached[behind]);
      }
    }
    reached.push(bits);
  }
  return (from, to) => {
    if (from === to) return true;
    const [start, end] = [groups.get(from), groups.get(to)];
    const bits = start === undefined ? undefined : reached[start];
    return bits !== undefined && end !== undefined && hasBit(bits, end);
  };
}

/** The group of each zone (Tarjan's strongly connected components). */
function groupsOf(onward: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  const entered = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  let count = 0;
  for (const start of onward.keys()) {
    if (entered.has(start)) continue;
    const path = [{ zone: start, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { zone } = top;
      if (top.next === 0) {
        entered.set(zone, entered.size);
        lowest.set(zone, entered.size - 1);
        open.push(zone);
      }
      const next = onward.get(zone)?.[top.next];
      top.next += 1;
      if (next !== undefined) {
        if (!entered.has(next)) path.push({ zone: next, next: 0 });
        else if (!groups.has(next)) lower(lowest, zone, entered.get(next));
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before !== undefined) lower(lowest, before.zone, lowest.get(zone));
      if (lowest.get(zone) !== entered.get(zone)) continue;
      for (const one of open.splice(open.lastIndexOf(zone))) groups.set(one, count);
      count += 1;
    }
  }
  return groups;
}

function lower(lowest: Map<string, number>, zone: string, to: number | undefined): void {
  lowest.set(zone, Math.min(lowest.get(zone) ?? Number.POSITIVE_INFINITY, to ?? Number.POSITIVE_INFINITY));
}

function setBit(bits: Uint32Array, one: number): void {
  bits[one >>> 5] = (bits[one >>> 5] ?? 0) | (1 << (one & 31));
}

function hasBit(bits: Uint32Array, one: number): boolean {
  return ((bits[one >>> 5] ?? 0) & (1 << (one & 31))) !== 0;
}

function unite(bits: Uint32Array, others: Uint32Array | undefined): void {
  for (const [index, word] of (others ?? []).entries()) bits[index] = (bits[index] ?? 0) | word;
}
