import { Type } from 'typebox';
import { Choice, Instant, Nullable, strict, Uuid } from '../../api/schemas.ts';

/** Bytes in base64url, as browsers write credentials (WebAuthn Level 3 §5.1.8). */
const Bytes = Type.String({ minLength: 1, maxLength: 8_000 });
const CredentialId = Type.String({ minLength: 1, maxLength: 1_400 });

const credential = {
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
  authenticatorAttachment: Type.Optional(Choice(['platform', 'cross-platform'])),
  clientExtensionResults: Type.Object(
    { credProps: Type.Optional(Type.Object({ rk: Type.Optional(Type.Boolean()) }, strict)) },
    strict,
  ),
};

/** What `navigator.credentials.create()` answered, in JSON. */
export const RegistrationResponse = Type.Object(
  {
    ...credential,
    response: Type.Object(
      {
        clientDataJSON: Bytes,
        attestationObject: Bytes,
        authenticatorData: Type.Optional(Bytes),
        transports: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 })),
        publicKeyAlgorithm: Type.Optional(Type.Integer()),
        publicKey: Type.Optional(Bytes),
      },
      strict,
    ),
  },
  { ...strict, title: 'RegistrationResponse' },
);

/** What `navigator.credentials.get()` answered, in JSON. */
export const AuthenticationResponse = Type.Object(
  {
    ...credential,
    response: Type.Object(
      {
        clientDataJSON: Bytes,
        authenticatorData: Bytes,
        signature: Bytes,
        userHandle: Type.Optional(Type.String({ maxLength: 100 })),
      },
      strict,
    ),
  },
  { ...strict, title: 'AuthenticationResponse' },
);

const Text = Type.String();
const Known = Type.Array(Type.Object({ id: Text, type: Text }));

/** What `navigator.credentials.create()` is asked, in JSON. */
export const CreationOptions = Type.Object(
  {
    challenge: Text,
    rp: Type.Object({ id: Text, name: Text }),
    user: Type.Object({ id: Text, name: Text, displayName: Text }),
    pubKeyCredParams: Type.Array(Type.Object({ type: Text, alg: Type.Integer() })),
    timeout: Type.Integer(),
    attestation: Text,
    excludeCredentials: Known,
    authenticatorSelection: Type.Object({
      residentKey: Text,
      requireResidentKey: Type.Boolean(),
      userVerification: Text,
    }),
    extensions: Type.Object({ credProps: Type.Boolean() }),
  },
  { title: 'PasskeyCreationOptions' },
);

/** What `navigator.credentials.get()` is asked, in JSON. */
export const RequestOptions = Type.Object(
  { challenge: Text, rpId: Text, timeout: Type.Integer(), userVerification: Text },
  { title: 'PasskeyRequestOptions' },
);

/** A passkey as its owner sees it. */
export const OwnPasskey = Type.Object(
  { id: Uuid, name: Text, registeredAt: Instant, usedAt: Nullable(Instant) },
  { title: 'OwnPasskey' },
);
