import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';
import { stateCheck } from '../db/state-check.ts';
import type { ProposalKind } from './proposal-kinds.ts';
import { type ProposalState, proposalLifecycle } from './proposal-lifecycle.ts';

/** What one person proposed and a second is to confirm. It changes nothing by itself and has no entry: what it leads to has. */
export const proposals = pgTable(
  'proposals',
  {
    /** The nil id: what is the ministry's. */
    siteId: uuid('site_id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    kind: text('kind').$type<ProposalKind>().notNull(),
    state: text('state').$type<ProposalState>().notNull(),
    /** What will be done, as its slice writes and reads it; null once it is closed. */
    draft: jsonb('draft'),
    /** What it was weighed against and what it would do; another result at the confirmation refuses it. */
    weighed: jsonb('weighed').notNull(),
    proposedBy: uuid('proposed_by').notNull(),
    /** The token or session by which it was proposed; null for what was before that was kept. */
    proposedWith: text('proposed_with'),
    proposedAt: instant('proposed_at').notNull(),
    /** Exclusive. */
    expiresAt: instant('expires_at').notNull(),
    closedBy: uuid('closed_by'),
    closedAt: instant('closed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.proposalId] }),
    index('proposals_kind').on(table.siteId, table.kind, table.proposalId),
    stateCheck('proposals_state', proposalLifecycle),
  ],
);
