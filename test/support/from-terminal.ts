import { newId } from '../../src/kernel/ids.ts';
import type { ActContext } from '../../src/log/perform-act.ts';

/** The terminal of the machine, as an actor. */
export function fromTerminal(): ActContext {
  return { actor: { type: 'system', id: 'cli' }, requestId: newId<'request'>() };
}
