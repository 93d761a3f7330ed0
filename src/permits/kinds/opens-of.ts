import type { Opening } from '../../zones/regulation/layers.ts';
import type { PermitKind } from './permit-kinds.ts';

/** What a permit of a kind opens, for everybody in its zones; undefined where it allows something to those concerned alone. */
export function opensOf(kind: PermitKind): Opening['kind'] | undefined {
  return kind === 'exception' || kind === 'application' ? kind : undefined;
}
