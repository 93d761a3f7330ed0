import { Type } from 'typebox';
import { invitationIdPattern } from './new-invitation-id.ts';

/** The number by which an invitation (案内状) is shown at the desk. */
export const InvitationId = Type.String({
  pattern: invitationIdPattern,
  description: '案内状の番号。二次元コードの中身であり、本文の「受付番号」でもある',
});
