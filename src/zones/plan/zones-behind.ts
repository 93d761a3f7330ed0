import { dominators } from './dominators.ts';
import { outsideZones, passages } from './plan-graph.ts';
import type { SitePlan } from './site-plan.ts';

/** What lies behind a zone: reached from outside through it and in no other way (row 16). */
export type ZonesBehind = (zone: string) => readonly string[];

/** The zones behind each zone of a plan, from one walk for all of them. */
export function zonesBehind(plan: SitePlan): ZonesBehind {
  const next = new Map<string, string[]>();
  for (const [zone, before] of dominators(outsideZones(plan), passages(plan))) {
    if (before === undefined) continue;
    const known = next.get(before);
    if (known === undefined) next.set(before, [zone]);
    else known.push(zone);
  }
  return (zone) => {
    const behind = [...(next.get(zone) ?? [])];
    for (const one of behind) behind.push(...(next.get(one) ?? []));
    return behind;
  };
}
