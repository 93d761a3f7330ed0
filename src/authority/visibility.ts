import type { Principal } from './principal.ts';
import type { Role } from './roles.ts';

/** Zones of a site: all, or those named. */
export type SomeZones = 'all' | ReadonlySet<string>;

/** What a principal sees of a site's log: entries of `seen`, and of `named` with the names of persons. */
export type Visibility = { readonly seen: SomeZones; readonly named: SomeZones };

/**
 * Who is shown names beside ids. Guards and those who answer for a place must know whom they see; who oversees the record
 * works with ids and looks a person up one by one, by a request of its own. `own`: the zones of the role alone.
 */
const shown = {
  guard: { zones: 'all', names: true },
  reception: { zones: 'all', names: true },
  'security-officer': { zones: 'all', names: true },
  csirt: { zones: 'all', names: true },
  'zone-officer': { zones: 'own', names: true },
  'zone-clerk': { zones: 'own', names: false },
  ciso: { zones: 'all', names: false },
  'general-officer': { zones: 'all', names: false },
  auditor: { zones: 'all', names: false },
} as const satisfies Partial<Record<Role, { readonly zones: 'all' | 'own'; readonly names: boolean }>>;

export function visibilityOf(principal: Principal, siteId: string): Visibility {
  const seen: SomeZones[] = [];
  const named: SomeZones[] = [];
  for (const { role, siteId: heldAt, scope } of principal.roles) {
    const rule = ruleOf(role);
    if (rule === undefined || (heldAt !== null && heldAt !== siteId)) continue;
    const zones = rule.zones === 'all' || scope === null ? 'all' : new Set([scope]);
    seen.push(zones);
    if (rule.names) named.push(zones);
  }
  return { seen: united(seen), named: united(named) };
}

/** Whether something in these zones is among `zones`; what has no place is everybody's who sees all. */
export function reaches(zones: SomeZones, places: readonly string[]): boolean {
  return zones === 'all' || places.some((place) => zones.has(place));
}

function ruleOf(role: Role): { readonly zones: 'all' | 'own'; readonly names: boolean } | undefined {
  return Object.entries(shown).find(([name]) => name === role)?.[1];
}

function united(parts: readonly SomeZones[]): SomeZones {
  const zones = new Set<string>();
  for (const part of parts) {
    if (part === 'all') return 'all';
    for (const zone of part) zones.add(zone);
  }
  return zones;
}
