import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseToken } from '../authority/minted-token.ts';
import type { Presented } from '../authority/principal.ts';
import { anOwnCookie } from './an-own-cookie.ts';

/** The browser of a console keeps its secret beside that of a session, and as long as browsers keep a cookie (RFC 6265bis §5.6). */
const cookie = anOwnCookie({ name: 'sekisho-console', sameSite: 'strict', maxAge: 400 * 86_400 });

/** What a request shows of the console it comes from; undefined where its browser is none. */
export function consoleOf(request: FastifyRequest): Pick<Presented, 'tokenId' | 'hash'> | undefined {
  const value = cookie.of(request);
  return value === undefined ? undefined : parseToken(value, 'token');
}

/** Hands the secret of a console to the browser that is it from now on. */
export function sendConsole(reply: FastifyReply, secret: string): FastifyReply {
  return cookie.send(reply, secret);
}

/** Has the browser of a console keep its secret as long again. */
export function keepConsole(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const secret = cookie.of(request);
  return secret === undefined ? reply : sendConsole(reply, secret);
}
