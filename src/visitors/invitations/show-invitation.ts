import type { ClientBase } from 'pg';
import { renderSVG } from 'uqr';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import type { VisitRow } from '../registry/visit-rows.ts';
import { type InvitationText, invitationTexts } from './invitation-text.ts';

/** An invitation as it is sent. */
export type ShownInvitation = {
  readonly id: string;
  /** An SVG whose code says the id alone. */
  readonly qr: string;
  readonly texts: readonly InvitationText[];
};

/** Makes what is sent of an invitation, as the plan is now; undefined where the site has none. */
export async function showInvitation(
  client: Pick<ClientBase, 'query'>,
  visit: VisitRow,
  id: string,
): Promise<ShownInvitation | undefined> {
  const { plan } = await loadPlan(client, visit.siteId);
  if (plan === undefined) return undefined;
  return { id, qr: renderSVG(id, { ecc: 'M', border: 4 }), texts: invitationTexts(visit, plan, id) };
}
