import cookies from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseToken } from '../authority/minted-token.ts';
import type { Presented } from '../authority/principal.ts';

/**
 * How a browser keeps the secret of a session: no script reads it, no other site sends it. Over TLS under a name that a browser takes from this very
 * host alone (RFC 6265bis §4.1.3.2); without, which only this machine's own browsers can reach, it has neither that name nor `Secure`.
 */
const names = { secure: '__Host-sekisho', plain: 'sekisho' } as const;

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
  const value = request.cookies[nameFor(request.server)];
  return value === undefined ? undefined : (parseToken(value, 'session') ?? 'unreadable');
}

/** Hands the secret of a new session to the browser, which forgets it when it is closed. */
export function sendSession(reply: FastifyReply, secret: string): FastifyReply {
  return reply.setCookie(nameFor(reply.server), secret, attributes(reply.server));
}

/** Has the browser forget the session. */
export function forgetSession(reply: FastifyReply): FastifyReply {
  return reply.clearCookie(nameFor(reply.server), attributes(reply.server));
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

function nameFor({ overTls }: Pick<FastifyInstance, 'overTls'>): string {
  return overTls ? names.secure : names.plain;
}

function attributes({ overTls }: Pick<FastifyInstance, 'overTls'>) {
  return { path: '/', httpOnly: true, secure: overTls, sameSite: 'strict' } as const;
}
