import type { Entry } from '../../log/entry.ts';

/** Whether an entry tells a host that somebody has come to them. */
export function isOwnArrival({ kind, details }: Entry, own: string | undefined): boolean {
  return (
    own !== undefined &&
    kind === 'visitor-checked-in' &&
    Array.isArray(details.hosts) &&
    details.hosts.includes(own)
  );
}

/** What a host is told of an arrival: who came, by id, under which visit, when and where. Reading the visit tells the rest. */
export function arrivalTold(entry: Entry, own: string): Entry {
  const { day = null, desk = null } = entry.details;
  return { ...entry, effects: [], details: { day, desk, hosts: [own] } };
}
