import type { Opening } from '../../zones/regulation/layers.ts';
import { opensOf } from './opens-of.ts';
import type { PermitKind } from './permit-kinds.ts';

/**
 * As what a permit of a kind leaves the rules aside, for everybody in its zones or for those it names; undefined where it allows something
 * under them.
 */
export function leavesAside(kind: PermitKind): Opening['kind'] | undefined {
  return kind === 'person-exception' ? 'exception' : opensOf(kind);
}
