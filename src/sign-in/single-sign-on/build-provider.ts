import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import { isSignedAsListed } from './provider-algorithms.ts';
import type { TripSecrets } from './trip-secrets.ts';

/** The provider an office has, and how this service is known there. */
export type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Which values of `acr` and `amr` say that it asked for a second factor. */
  readonly secondFactor: readonly string[];
};

/** Whom a provider says that somebody is. */
export type Subject = { readonly subject: string; readonly bySecondFactor: boolean };

export type Provider = {
  readonly issuer: string;
  /** Where a browser goes to be asked; throws while the provider is away. */
  readonly askAt: (secrets: TripSecrets, redirectUri: string) => Promise<string>;
  /** Who came back at this address; throws where it is not what was asked for. */
  readonly subjectAt: (returned: URL, secrets: TripSecrets) => Promise<Subject>;
};

const secondsToAnswer = 10;

/**
 * The provider, looked up when somebody first goes there and kept from then on: one that is down when the service begins works once it is back, and
 * keeps nobody else waiting.
 */
export function buildProvider({ issuer, clientId, clientSecret, secondFactor }: ProviderSettings): Provider {
  let known: Promise<Configuration> | undefined;

  function find(): Promise<Configuration> {
    const insecure = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
    known ??= discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(clientSecret), {
      execute: [...insecure, enableNonRepudiationChecks],
      timeout: secondsToAnswer,
    }).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  }

  return {
    issuer,
    async askAt({ state, nonce, verifier }, redirectUri) {
      const config = await find();
      return buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).href;
    },
    async subjectAt(returned, { state, nonce, verifier }) {
      const tokens = await authorizationCodeGrant(await find(), returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || tokens.id_token === undefined)
        throw new Error('the provider gave no ID token');
      if (!isSignedAsListed(tokens.id_token)) throw new Error('the ID token is signed by what no list has');
      const { sub: subject, acr, amr } = claims;
      const told: readonly unknown[] = [acr, ...(Array.isArray(amr) ? amr : [])];
      return { subject, bySecondFactor: secondFactor.some((value) => told.includes(value)) };
    },
  };
}
