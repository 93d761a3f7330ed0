import type { ClientBase } from 'pg';

/** Tells in which zone each of these persons is, as the doors know it; whoever is nowhere is not among them. */
export type FindPlaces = (
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  personIds: readonly string[],
) => Promise<ReadonlyMap<string, string>>;
