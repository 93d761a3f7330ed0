import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import type { Challenge } from './challenges.ts';

/** Which challenge a browser says was signed; undefined where what it sent cannot be read. */
export function signedChallenge(clientDataJson: string): Challenge | undefined {
  try {
    const { challenge } = decodeClientDataJSON(clientDataJson);
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}
