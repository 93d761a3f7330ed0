import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import type { ActTx } from '../log/writing/perform-act.ts';
import type { ProposalKind } from './proposal-kinds.ts';
import { proposals } from './tables.ts';

export type ProposalRow = typeof proposals.$inferSelect;

/** Which proposal: ids are unique, and asked for with the site and kind whose route it is, so that none is found elsewhere. */
export type ProposalKey = {
  readonly siteId: string;
  readonly kind: ProposalKind;
  readonly proposalId: string;
};

export async function findProposal(db: Database, key: ProposalKey): Promise<ProposalRow | undefined> {
  const [row] = await db.select().from(proposals).where(is(key));
  return row;
}

/** The same, held to the end of the transaction and before any head: of two who confirm at once, one waits and comes too late. */
export async function lockProposal(db: Database, key: ProposalKey): Promise<ProposalRow | undefined> {
  const [row] = await db.select().from(proposals).where(is(key)).for('update');
  return row;
}

/** Closes a held proposal. What it would have done is kept by the entry of what was done, not here. */
export async function closeProposal(
  { db, now }: Pick<ActTx, 'db' | 'now'>,
  { siteId, proposalId }: Pick<ProposalRow, 'siteId' | 'proposalId'>,
  state: 'confirmed' | 'withdrawn',
  closedBy: string,
): Promise<void> {
  await db
    .update(proposals)
    .set({ state, draft: null, closedBy, closedAt: now })
    .where(and(eq(proposals.siteId, siteId), eq(proposals.proposalId, proposalId)));
}

/** The proposals of a kind, the newest first. */
export function listProposals(
  db: Database,
  { siteId, kind }: Omit<ProposalKey, 'proposalId'>,
  limit: number,
): Promise<readonly ProposalRow[]> {
  return db
    .select()
    .from(proposals)
    .where(and(eq(proposals.siteId, siteId), eq(proposals.kind, kind)))
    .orderBy(desc(proposals.proposalId))
    .limit(limit);
}

function is({ siteId, kind, proposalId }: ProposalKey) {
  return and(eq(proposals.siteId, siteId), eq(proposals.proposalId, proposalId), eq(proposals.kind, kind));
}
