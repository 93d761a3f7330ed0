import type { Principal } from './principal.ts';
import type { Role, RoleHeld } from './roles.ts';

/** Zones of a site: all, or those named. */
export type SomeZones = 'all' | ReadonlySet<string>;

/** What a principal sees of a site's log: entries of `seen`, and of `named` with the names of persons. */
export type Visibility = { readonly seen: SomeZones; readonly named: SomeZones };

type Seen = {
  /** Of which zones the log, presence and alarms: every one, those of the role alone, or none. */
  readonly zones: 'all' | 'own' | 'none';
  /** Names of persons, and the words of those who gave a reason: they name people too. */
  readonly names: boolean;
  /** Rooms that nothing public-facing shows (別表1 行6 ※1): in the plan, and what is required there. */
  readonly hiddenRooms: 'all' | 'own' | 'none';
};

/**
 * What each role sees. Guards and those who answer for a place must know whom they see; who oversees the record works with
 * ids and looks a person up one by one, by a request of its own. Every member of staff is a host: what hosts see is public
 * in the house.
 */
const shown = {
  guard: { zones: 'all', names: true, hiddenRooms: 'all' },
  reception: { zones: 'all', names: true, hiddenRooms: 'all' },
  'security-officer': { zones: 'all', names: true, hiddenRooms: 'all' },
  csirt: { zones: 'all', names: true, hiddenRooms: 'all' },
  'zone-officer': { zones: 'own', names: true, hiddenRooms: 'own' },
  'zone-clerk': { zones: 'own', names: false, hiddenRooms: 'own' },
  ciso: { zones: 'all', names: false, hiddenRooms: 'all' },
  'general-officer': { zones: 'all', names: false, hiddenRooms: 'all' },
  auditor: { zones: 'all', names: false, hiddenRooms: 'all' },
  'section-officer': { zones: 'none', names: false, hiddenRooms: 'all' },
  'system-officer': { zones: 'none', names: false, hiddenRooms: 'all' },
  'rights-admin': { zones: 'none', names: false, hiddenRooms: 'all' },
  'system-admin': { zones: 'none', names: false, hiddenRooms: 'all' },
  'exception-approver': { zones: 'none', names: false, hiddenRooms: 'none' },
  host: { zones: 'none', names: false, hiddenRooms: 'none' },
  gateway: { zones: 'none', names: false, hiddenRooms: 'none' },
} as const satisfies Record<Role, Seen>;

export function visibilityOf(principal: Principal, siteId: string): Visibility {
  const held = rolesAt(principal, siteId);
  return {
    seen: united(held.map(({ role, scope }) => zonesOf(shown[role].zones, scope))),
    named: united(
      held.flatMap(({ role, scope }) => (shown[role].names ? [zonesOf(shown[role].zones, scope)] : [])),
    ),
  };
}

/** Of which zones a principal learns that they are there although they are hidden. */
export function hiddenRoomsOf(principal: Principal, siteId: string): SomeZones {
  return united(rolesAt(principal, siteId).map(({ role, scope }) => zonesOf(shown[role].hiddenRooms, scope)));
}

/** Whether something in these zones is among `zones`; what has no place is everybody's who sees all. */
export function reaches(zones: SomeZones, places: readonly string[]): boolean {
  return zones === 'all' || places.some((place) => zones.has(place));
}

function rolesAt({ roles }: Principal, siteId: string): readonly RoleHeld[] {
  return roles.filter((held) => held.siteId === null || held.siteId === siteId);
}

function zonesOf(which: Seen['zones'], scope: string | null): SomeZones {
  if (which === 'none') return new Set();
  return which === 'all' || scope === null ? 'all' : new Set([scope]);
}

function united(parts: readonly SomeZones[]): SomeZones {
  const zones = new Set<string>();
  for (const part of parts) {
    if (part === 'all') return 'all';
    for (const zone of part) zones.add(zone);
  }
  return zones;
}
