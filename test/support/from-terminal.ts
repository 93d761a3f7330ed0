import { systemPrincipal } from '../../src/authority/system-principal.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { ActContext } from '../../src/log/writing/perform-act.ts';

/** The context of an act of the terminal. */
export function fromTerminal(): ActContext {
  return { principal: systemPrincipal('cli'), requestId: newId<'request'>() };
}
