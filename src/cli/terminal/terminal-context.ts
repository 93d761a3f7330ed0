import { systemPrincipal } from '../../authority/system-principal.ts';
import { newId } from '../../kernel/ids.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';

/** Acts of the terminal: whoever holds the database may do them, and the entry says which login on which machine. */
export function terminalContext(): ActContext {
  return { principal: systemPrincipal('terminal'), requestId: newId<'request'>() };
}
