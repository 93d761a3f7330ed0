import type { Entry } from '../../log/entry/entry.ts';

/** To which hosts an entry tells that somebody has come. */
export function hostsCalled({ kind, details }: Entry): readonly string[] {
  return kind === 'visitor-checked-in' && Array.isArray(details.hosts)
    ? details.hosts.filter((host) => typeof host === 'string')
    : [];
}

/** What a host is told of an arrival: who came, by id, under which visit, when and where. Reading the visit tells the rest. */
export function arrivalTold(entry: Entry, hosts: readonly string[]): Entry {
  const { day = null, desk = null } = entry.details;
  return { ...entry, effects: [], details: { day, desk, hosts: [...hosts] } };
}
