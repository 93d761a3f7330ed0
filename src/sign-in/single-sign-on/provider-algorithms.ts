/** By what a provider may sign whom it means (RFC 7518, 8037): the signatures of 電子政府推奨暗号リスト, with SHA-2. */
export const providerAlgorithms: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Whether an ID token, whose signature was verified, is signed by one of them. */
export function isSignedAsListed(idToken: string): boolean {
  const [header = ''] = idToken.split('.');
  const { alg }: { readonly alg?: unknown } = JSON.parse(Buffer.from(header, 'base64url').toString());
  return typeof alg === 'string' && providerAlgorithms.includes(alg);
}
