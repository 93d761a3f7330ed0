import type { Entry } from '../../log/entry/entry.ts';
import { isTheirs } from '../../visitors/review/review-draft.ts';
import { hostsCalled } from './arrival-told.ts';
import { isNotedLeaving } from './leaving-told.ts';

/** Who hears of the visitors of a site. */
export type HostBook = {
  /** Who is visited, by visit: of those that `isNotedLeaving` asks about. */
  readonly hosts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Who deputises now, by host: of the hosts who are told something. */
  readonly deputies: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The hosts who are told of an entry, whatever else they see: who has come to them, and who of those leaves with something noted. */
export function hostsTold(entry: Entry, hosts: HostBook['hosts']): readonly string[] {
  if (!isNotedLeaving(entry)) return hostsCalled(entry);
  return [...(hosts.get(entry.subject.visit ?? '') ?? [])];
}

/** Those of them who are this person, or for whom they deputise. */
export function ownHosts(
  entry: Entry,
  own: string | undefined,
  { hosts, deputies }: HostBook,
): readonly string[] {
  if (own === undefined) return [];
  return hostsTold(entry, hosts).filter((hostId) =>
    isTheirs({ by: own, hostId, deputies: deputies.get(hostId) ?? new Set() }),
  );
}
