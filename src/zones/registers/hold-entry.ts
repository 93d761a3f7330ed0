import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { loadHiddenFrom } from '../knowing/load-hidden-from.ts';

/** Holds an entry of a zone's register that an act has locked: one of a room that is hidden from whoever acts is none (ADR 0052). */
export async function holdEntry<Entry extends { readonly zoneId: string }>(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  entry: Entry | undefined,
): Promise<Result<Entry, Refusal>> {
  const hidden = await loadHiddenFrom(tx, principal, siteId);
  return entry === undefined || hidden.has(entry.zoneId) ? refuse({ code: 'not-found' }) : ok(entry);
}
