import type { EntryKind } from './entry-kinds.ts';

/** What ordinary passages leave in a log: nearly all of its entries. The others have an index by kind of their own. */
export const frequentKinds = [
  'card-read',
  'pin-read',
  'door-opened',
  'door-closed',
  'exit-request',
  'passage-not-taken',
] as const satisfies readonly EntryKind[];

export function isFrequent(kind: string): boolean {
  return frequentKinds.some((one) => one === kind);
}

/** SQL that is true of entries of the other kinds; the index by kind is made of them. */
export const isOfRareKind = `kind not in (${frequentKinds.map((kind) => `'${kind}'`).join(', ')})`;
