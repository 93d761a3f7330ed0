import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a case makes wrong; whatever it does not name is right. */
export type Wrong = {
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
  /** 1 = present, 4 = verified, 64 = with a new key. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly type?: string;
  /** By another key. */
  readonly signedBy?: KeyObject;
};

/** A security key: it makes a passkey of P-256, and signs what a browser at that origin is asked (WebAuthn Level 3 §6). */
export function anAuthenticator(origin: string, rpId: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  let counter = 0;
  let userHandle = '';

  function clientData(type: string, challenge: string, wrong: Wrong): Buffer {
    const said = {
      type: wrong.type ?? type,
      challenge: wrong.challenge ?? challenge,
      origin: wrong.origin ?? origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(said));
  }

  function authenticatorData(flags: number, wrong: Wrong, more: readonly Uint8Array[] = []): Buffer {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(wrong.counter ?? counter);
    return Buffer.concat([sha256(wrong.rpId ?? rpId), Buffer.from([wrong.flags ?? flags]), count, ...more]);
  }

  const shown = { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;

  return {
    privateKey,
    /** Answers what `navigator.credentials.create()` is asked. */
    create(asked: { readonly challenge: string; readonly user: { readonly id: string } }, wrong: Wrong = {}) {
      userHandle = asked.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const attested = [Buffer.alloc(16), length, credentialId, coseKeyOf(publicKey)];
      const made = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authenticatorData(1 + 4 + 64, wrong, attested))],
      ]);
      const attestationObject = Buffer.from(isoCBOR.encode(Object(made))).toString('base64url');
      const clientDataJSON = clientData('webauthn.create', asked.challenge, wrong).toString('base64url');
      return { ...shown, response: { clientDataJSON, attestationObject } };
    },
    /** Answers what `navigator.credentials.get()` is asked. */
    get(asked: { readonly challenge: string }, wrong: Wrong = {}) {
      const client = clientData('webauthn.get', asked.challenge, wrong);
      const data = authenticatorData(1 + 4, wrong);
      const signature = sign(
        'sha256',
        Buffer.concat([data, createHash('sha256').update(client).digest()]),
        wrong.signedBy ?? privateKey,
      );
      return {
        ...shown,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: wrong.userHandle ?? userHandle,
        },
      };
    },
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A key of ES256 as COSE writes it (RFC 9053 §7.1). */
function coseKeyOf(key: KeyObject): Uint8Array {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const coordinate = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const cose = new Map<number, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, coordinate(x)],
    [-3, coordinate(y)],
  ]);
  return isoCBOR.encode(Object(cose));
}
