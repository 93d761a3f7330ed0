import type { Pool } from '../../db/pool.ts';
import { type TicketTerms, ticketHash } from './save-ticket.ts';

/**
 * Takes the ticket out, on whichever instance it is shown first, and gives the token it stands for; undefined if it is
 * unknown, used, expired, or shown for another site or Origin. Shown wrongly it is used up all the same.
 */
export async function claimTicket(
  pool: Pool,
  ticket: string,
  { siteId, origin }: Omit<TicketTerms, 'tokenId'>,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await pool.query<{
    siteId: string;
    tokenId: string;
    origin: string | null;
    expiresAt: Date;
  }>({
    name: 'claim-ticket',
    text: `
      delete from live_tickets where hash = $1
      returning site_id as "siteId", token_id as "tokenId", origin, expires_at as "expiresAt"`,
    values: [ticketHash(ticket)],
  });
  const [row] = rows;
  if (row === undefined || row.expiresAt <= now) return undefined;
  return row.siteId === siteId && row.origin === origin ? row.tokenId : undefined;
}
