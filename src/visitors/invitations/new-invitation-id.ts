import { randomBytes } from 'node:crypto';

/** Crockford's letters and digits: none is read for another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** How an invitation is written. */
export const invitationIdPattern = `^[${alphabet}]{26}$`;

/** A new id of an invitation: 130 random bits, which nobody guesses and which say nothing of the visit. */
export function newInvitationId(): string {
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
