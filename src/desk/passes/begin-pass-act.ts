import { ministryLogId } from '../../kernel/ids.ts';
import type { ActDraft, ActTx } from '../../log/writing/perform-act.ts';

/** An act on a pass, with the heads it needs. */
export type PassAct = {
  /** Records the act, once in each log; answers the seqs from which what it changes is so. */
  readonly record: (draft: Omit<ActDraft, 'effects'>) => Promise<PassSeqs>;
};

type PassSeqs = {
  /** Of the site's log: its pass and loan. */
  readonly site: number;
  /** Of the ministry's log: its card. A pass of paper has none. */
  readonly ministry: number;
};

/**
 * Takes the heads an act on a pass needs: the site's, and with a card the ministry's. Whoever decided by the card before has
 * committed when this returns (I5). The site's entry says what happened and names the holder; the ministry's names the card
 * alone, for a member of a visit is the site's.
 */
export async function beginPassAct(tx: ActTx, siteId: string, pass: 'card' | 'paper'): Promise<PassAct> {
  await tx.takeHeads(pass === 'paper' ? [siteId] : [ministryLogId, siteId]);
  return {
    async record(draft) {
      if (pass === 'paper') return { site: tx.record(siteId, draft), ministry: 0 };
      const { card } = draft.subject ?? {};
      const { kind } = draft;
      const ministry = tx.record(ministryLogId, card === undefined ? { kind } : { kind, subject: { card } });
      const cause = { site: ministryLogId, seq: ministry };
      return { site: tx.record(siteId, { ...draft, cause }), ministry };
    },
  };
}
