import type { Action } from '../../src/authority/authorization.ts';

/** An operation of the document that somebody has to be let in to. */
export type GuardedOperation = {
  /** As `get /api/v1/sites/{site}`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** As `/api/v1/sites/{site}`. */
  readonly path: string;
  readonly action: Action;
};

/** Every operation of the OpenAPI document: those that somebody has to be let in to, and by method and path those that are anybody's. */
// biome-ignore lint/suspicious/noExplicitAny: a document of every shape
export function guardedOperations(document: any): {
  readonly guarded: readonly GuardedOperation[];
  readonly open: readonly { readonly method: string; readonly path: string }[];
} {
  const all = Object.entries(Object(document.paths)).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => ({
      name: `${method} ${path}`,
      method: Object(method.toUpperCase()).valueOf(),
      path,
      action: Object(operation)['x-action'],
    })),
  );
  return {
    guarded: all.filter(({ action }) => action !== undefined),
    open: all.filter(({ action }) => action === undefined).map(({ method, path }) => ({ method, path })),
  };
}
