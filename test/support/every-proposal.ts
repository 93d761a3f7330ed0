import { notifyingProposals } from '../../src/zones/determinations/notifying-proposals.ts';
import { loadProposals } from '../../src/zones/regulation/load-proposals.ts';
import { unified } from './a-ruled-zone.ts';

/** The adoption of every ready proposal; what says 届出 may begin before anyone answers. */
export const everyProposal = (organisation: string) => ({
  organisation,
  basis: '情報セキュリティ委員会決定',
  cells: 'all',
  notifications: notifyingProposals(loadProposals(unified), true),
});
