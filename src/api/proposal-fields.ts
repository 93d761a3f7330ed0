import { Choice, End, Instant, Nullable, Uuid } from './schemas.ts';

/** What everybody is shown of a proposal that a second person confirms, whatever it proposes. */
export const proposalFields = {
  id: Uuid,
  state: Choice(['open', 'expired', 'confirmed', 'withdrawn']),
  proposedBy: Uuid,
  proposedAt: Instant,
  expiresAt: End,
  closedBy: Nullable(Uuid),
  closedAt: Nullable(Instant),
};
