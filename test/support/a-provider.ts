import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Who answers at the provider, and by how much they show it. */
export type AtProvider = { readonly subject: string; readonly amr?: readonly string[] };

const client = { id: 'sekisho', secret: 'a secret of the tests that is long enough' };

/** An OpenID provider on a real socket, whose people answer at once. It is down until it is started, and again once it is stopped. */
export async function aProvider(redirectUri: string) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  let server: Server | undefined;
  let who: AtProvider = { subject: 'nobody' };

  async function start(): Promise<void> {
    const provider = new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
      claims: { openid: ['sub', 'amr', 'email'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['of the tests'] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_: unknown, accountId: string) => ({
        accountId,
        claims: () => ({ sub: accountId, email: 'shared@office.example' }),
      }),
      interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
      pkce: { required: () => true },
    });
    const answer = provider.callback();
    server = createServer((request, response) => {
      if (request.url?.startsWith('/interaction/') !== true) return answer(request, response);
      provider.interactionDetails(request, response).then(async ({ prompt, params, session }) => {
        if (prompt.name === 'login') {
          const login = { accountId: who.subject, amr: who.amr ?? ['pwd'] };
          return provider.interactionFinished(request, response, { login });
        }
        const grant = new provider.Grant({ accountId: session?.accountId, clientId: params.client_id });
        grant.addOIDCScope('openid');
        return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
      });
    });
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
  }

  return {
    issuer,
    settings: { issuer, clientId: client.id, clientSecret: client.secret, secondFactor: ['mfa'] },
    start,
    async stop() {
      server?.closeAllConnections();
      await new Promise<void>((resolve) =>
        server === undefined ? resolve() : server.close(() => resolve()),
      );
    },
    /** From now on this person answers whoever comes in a browser. */
    answerAs(as: AtProvider): void {
      who = as;
    },
    /** Goes there as a browser does, answers as this person, and tells where it is sent back to. */
    async answer(url: string, as: AtProvider): Promise<URL> {
      who = as;
      const cookies = new Map<string, string>();
      let next = new URL(url);
      for (let step = 0; step < 10; step += 1) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const { headers, status } = await fetch(next, { redirect: 'manual', headers: { cookie } });
        for (const set of headers.getSetCookie()) {
          const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/) ?? [];
          cookies.set(name, value);
        }
        const location = headers.get('location');
        if (location === null) throw new Error(`${status} at ${next.href}`);
        next = new URL(location, next);
        if (next.origin !== issuer) return next;
      }
      throw new Error('sent round in circles');
    },
  };
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}
