import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseToken } from '../authority/minted-token.ts';
import type { Presented } from '../authority/principal.ts';

/** How the browser of a console keeps its secret: as that of a session, beside it and longer. */
const names = { secure: '__Host-sekisho-console', plain: 'sekisho-console' } as const;

/** The longest that browsers keep a cookie (RFC 6265bis §5.6). */
const keptSeconds = 400 * 86_400;

/** What a request shows of the console it comes from; undefined where its browser is none. */
export function consoleOf(request: FastifyRequest): Pick<Presented, 'tokenId' | 'hash'> | undefined {
  const value = request.cookies[nameFor(request.server)];
  return value === undefined ? undefined : parseToken(value, 'token');
}

/** Hands the secret of a console to the browser that is it from now on. */
export function sendConsole(reply: FastifyReply, secret: string): FastifyReply {
  const { overTls } = reply.server;
  return reply.setCookie(nameFor(reply.server), secret, {
    path: '/',
    httpOnly: true,
    secure: overTls,
    sameSite: 'strict',
    maxAge: keptSeconds,
  });
}

/** Has the browser of a console keep its secret as long again. */
export function keepConsole(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const secret = request.cookies[nameFor(request.server)];
  return secret === undefined ? reply : sendConsole(reply, secret);
}

function nameFor({ overTls }: Pick<FastifyInstance, 'overTls'>): string {
  return overTls ? names.secure : names.plain;
}
