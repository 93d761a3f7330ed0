import type { Entry } from '../../log/entry/entry.ts';
import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import { type EndOrigin, endOrigins } from '../../visitors/registry/end-origin.ts';

/** From where the time of a move is known, by the kind of entry that told it; of any other kind nobody knows. */
const originOfKind: Partial<Readonly<Record<EntryKind, EndOrigin>>> = {
  'card-read': 'read',
  'door-opened': 'read',
  'door-closed': 'read',
  'read-abandoned': 'read',
  'passage-not-taken': 'read',
  'escort-declared': 'desk',
  'manual-passage': 'desk',
  'emergency-entry': 'desk',
  'emergency-entry-changed': 'desk',
  'presence-corrected': 'desk',
  'visitor-checked-in': 'desk',
  'visitor-checked-out': 'desk',
  'visitor-stepped-out': 'desk',
  'visitor-stepped-in': 'desk',
  'visitor-met': 'desk',
  'visitor-put-back': 'desk',
  'visit-corrected': 'desk',
  'roll-call-seen': 'roll-call',
  'paper-logged': 'paper',
};

/** From where the time is known at which an entry says somebody moved: what the entry says itself goes first. */
export function originOfMove({ kind, details }: Pick<Entry, 'kind' | 'details'>): EndOrigin {
  const told = endOrigins.find((origin) => origin === details.origin);
  return told ?? new Map<string, EndOrigin>(Object.entries(originOfKind)).get(kind) ?? 'unknown';
}
