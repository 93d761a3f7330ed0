import { Type } from 'typebox';
import { Nullable, Uuid } from '../../api/schemas.ts';
import type { HostCalled } from '../../people/registry/load-hosts.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';

/** Whom somebody comes to, and where to call them. */
export const ArrivalHost = Type.Object(
  { person: Uuid, name: Nullable(Type.String()), extension: Nullable(Type.String()) },
  { title: 'ArrivalHost' },
);

/** To whom a member of a visit is bound, with names where the viewer is told them. */
export function showHosts(
  whole: WholeVisit | undefined,
  memberId: string,
  hosts: ReadonlyMap<string, HostCalled>,
  named: boolean,
) {
  const bound = whole?.destinations.filter((one) => isBoundFor(one, memberId)) ?? [];
  return bound.map(({ hostId }) => showHost(hostId, hosts, named));
}

/** One of them: whom to call about somebody, and where. */
export function showHost(person: string, hosts: ReadonlyMap<string, HostCalled>, named: boolean) {
  const { name = null, extension = null } = hosts.get(person) ?? {};
  return { person, name: named ? name : null, extension };
}
