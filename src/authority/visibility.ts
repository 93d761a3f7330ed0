import type { Telling } from './fields-told/fields.ts';
import type { Principal } from './principal.ts';
import type { RoleHeld } from './roles.ts';
import { isToldTo, type Seen, seenBy } from './seen-by.ts';

/** Zones of a site: all, or those named. */
export type SomeZones = 'all' | ReadonlySet<string>;

/** What a principal sees of a site's log: entries of `seen`, of `named` with the names of persons, and of `rooms` the hidden ones. */
export type Visibility = {
  readonly seen: SomeZones;
  readonly named: SomeZones;
  /** Of which zones one learns that they are there although they are hidden. */
  readonly rooms: SomeZones;
  /** The person who sees beside whose visitors arrive, and are noted on a way out, where they act for the host; undefined for a machine, and for who sees everything anyway. */
  readonly own: string | undefined;
};

export function visibilityOf(principal: Principal, siteId: string): Visibility {
  const held = rolesAt(principal, siteId);
  const named = held.filter(({ role }) => seenBy[role].persons === 'beside-ids');
  const seen = united(held.map(({ role, scope }) => zonesOf(seenBy[role].zones, scope)));
  const { type, id } = principal.actor;
  return {
    seen,
    own: type === 'person' && seen !== 'all' ? id : undefined,
    named: united(named.map(({ role, scope }) => zonesOf(seenBy[role].zones, scope))),
    rooms: united(held.map(({ role, scope }) => zonesOf(seenBy[role].hiddenRooms, scope))),
  };
}

/** Whether a field that tells this is shown to the principal; where it belongs to a site, by the roles held there. */
export function isTold(principal: Principal, what: Telling, siteId?: string): boolean {
  const held = siteId === undefined ? principal.roles : rolesAt(principal, siteId);
  return held.some(({ role }) => isToldTo(role, what));
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
