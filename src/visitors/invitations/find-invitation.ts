import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { invitations } from './tables.ts';

/** The id under which a visit was invited; undefined = nobody has sent an invitation. */
export async function findInvitation(
  db: Database,
  siteId: string,
  visitId: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ id: invitations.invitationId })
    .from(invitations)
    .where(and(eq(invitations.siteId, siteId), eq(invitations.visitId, visitId)));
  return row?.id;
}

/** The visit of an invitation that somebody shows at the desk; what is found says nothing of whether they may come in. */
export async function findByInvitation(
  db: Database,
  siteId: string,
  invitationId: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ visitId: invitations.visitId })
    .from(invitations)
    .where(and(eq(invitations.siteId, siteId), eq(invitations.invitationId, invitationId)));
  return row?.visitId;
}
