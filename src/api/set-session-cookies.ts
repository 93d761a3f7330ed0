import cookies from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseToken } from '../authority/minted-token.ts';
import type { Presented } from '../authority/principal.ts';
import { anOwnCookie } from './an-own-cookie.ts';

/** No other site sends it, and the browser forgets it when it is closed. */
const cookie = anOwnCookie({ name: 'sekisho', sameSite: 'strict' });

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether browsers come over TLS. */
    readonly overTls: boolean;
  }
}

/** Lets routes below `app` read and set the cookie of a session. To be set before them. */
export async function setSessionCookies(app: FastifyInstance, overTls: boolean): Promise<void> {
  app.decorate('overTls', overTls);
  await app.register(cookies);
}

/** The session that a request comes with; `unreadable` where its cookie is none of ours, undefined where there is none. */
export function sessionOf(request: FastifyRequest): Presented | 'unreadable' | undefined {
  const value = cookie.of(request);
  return value === undefined ? undefined : (parseToken(value, 'session') ?? 'unreadable');
}

/** Hands the secret of a new session to the browser, which forgets it when it is closed. */
export function sendSession(reply: FastifyReply, secret: string): FastifyReply {
  return cookie.send(reply, secret);
}

/** Has the browser forget the session. */
export function forgetSession(reply: FastifyReply): FastifyReply {
  return cookie.forget(reply);
}

/**
 * Whether a request comes from a page of ours: its Origin is this very host (RFC 6454). What changes something by the cookie of a session,
 * and what opens a stream by it, has to show that.
 */
export function isFromOwnPage({ headers, host, protocol }: FastifyRequest): boolean {
  const { origin } = headers;
  if (origin === undefined || !URL.canParse(origin) || !URL.canParse(`${protocol}://${host}`)) return false;
  return new URL(origin).host === new URL(`${protocol}://${host}`).host;
}

/** Whether a request says that it comes from a page of somebody else's; whoever has neither cookie nor Origin forges nothing. */
export function isFromElsewhere(request: FastifyRequest): boolean {
  return request.headers.origin !== undefined && !isFromOwnPage(request);
}
