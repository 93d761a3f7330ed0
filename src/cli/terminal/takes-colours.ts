import type { Environment } from '../../environment.ts';

/**
 * Whether what is written takes colours. NO_COLOR forbids them (no-color.org), whatever else is set; FORCE_COLOR wants them, or at `0` does
 * not, also where nobody sees a terminal; else a terminal takes them that is not dumb.
 */
export function takesColours({ NO_COLOR, FORCE_COLOR, TERM }: Environment, isTerminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}
