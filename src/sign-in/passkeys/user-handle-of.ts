/** What an authenticator keeps of whose a passkey is: the id of the person, which says nothing of them (WebAuthn Level 3 §14.6.1). */
export function userHandleOf(personId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(personId, 'utf8'));
}
