import type { Action } from '../../src/authority/authorization.ts';
import { guardedOperations } from './guarded-operations.ts';

/** An operation that reads, by its path below /api/v1 as its route has it (`/sites/:site`). */
export type ReadOperation = { readonly path: string; readonly action: Action };

/** The operations of the OpenAPI document that read, and that somebody has to be let in to. */
// biome-ignore lint/suspicious/noExplicitAny: a document of every shape
export function readsIn(document: any): readonly ReadOperation[] {
  return guardedOperations(document).guarded.flatMap(({ method, path, action }) =>
    method === 'GET' ? [{ path: path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1'), action }] : [],
  );
}
