import type { Effect } from '../../log/effects.ts';
import type { ActDraft, ActTx } from '../../log/perform-act.ts';
import { applyEffects } from './apply-effects.ts';
import { saveEffects } from './save-effects.ts';
import { emptySite } from './site-state.ts';

/**
 * Records an act with effects that stand by themselves, whatever was before, and brings the hot tables to them. The
 * caller holds the site's head. Returns the seq of the entry.
 */
export async function recordEffects(
  tx: ActTx,
  siteId: string,
  draft: ActDraft & { readonly effects: readonly Effect[] },
): Promise<number> {
  const at = tx.nextAt(siteId);
  const seq = tx.record(siteId, draft);
  const { effects } = draft;
  await saveEffects(tx.client, siteId, [{ seq, at, effects }], applyEffects(emptySite, effects, { seq, at }));
  return seq;
}
