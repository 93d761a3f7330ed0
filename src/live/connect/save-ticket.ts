import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from '../../db/pool.ts';

/** What a ticket is good for: this token's holder, at this site, from a page of this Origin (null: from no page). */
export type TicketTerms = {
  readonly tokenId: string;
  readonly siteId: string;
  readonly origin: string | null;
};

const lifeMs = 30_000;

/** Makes a ticket for one opening of the live stream within 30 s; only its SHA-256 is kept. Old ones are swept out. */
export async function saveTicket(
  pool: Pool,
  { tokenId, siteId, origin }: TicketTerms,
  now: Date,
): Promise<{ readonly ticket: string; readonly expiresAt: Date }> {
  const ticket = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + lifeMs);
  await pool.query({
    name: 'save-ticket',
    text: `
      with swept as (delete from live_tickets where expires_at <= $6)
      insert into live_tickets (hash, site_id, token_id, origin, expires_at) values ($1, $2, $3, $4, $5)`,
    values: [ticketHash(ticket), siteId, tokenId, origin, expiresAt, now],
  });
  return { ticket, expiresAt };
}

/** What is kept of a ticket. */
export function ticketHash(ticket: string): Buffer {
  return createHash('sha256').update(ticket).digest();
}
