import type { ProposalRow } from './proposal-rows.ts';

/** What an open proposal would do, as its slice reads it. Throws on a closed one, which keeps none. */
export function draftOf<Draft>(
  proposal: ProposalRow,
  parse: (proposal: ProposalRow) => Draft | undefined,
): Draft {
  const draft = parse(proposal);
  if (draft === undefined) throw new Error('an open proposal has no draft');
  return draft;
}
