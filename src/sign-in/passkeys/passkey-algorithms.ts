import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';

/** 電子政府推奨暗号リスト: EdDSA, ECDSA with SHA-256, RSASSA-PKCS1-v1_5 with SHA-256 (authenticators within Windows know no other). */
export const passkeyAlgorithms: readonly number[] = [
  cose.COSEALG.EdDSA,
  cose.COSEALG.ES256,
  cose.COSEALG.RS256,
];

/** Of RSA no less is allowed (SP 800-57). */
const leastModulusBytes = 2_048 / 8;

/** Whether the public key of an authenticator, of one of these algorithms, is long enough. */
export function isLongEnough(publicKey: Uint8Array<ArrayBuffer>): boolean {
  const key = decodeCredentialPublicKey(publicKey);
  if (!cose.isCOSEPublicKeyRSA(key)) return true;
  return (key.get(cose.COSEKEYS.n)?.length ?? 0) >= leastModulusBytes;
}
