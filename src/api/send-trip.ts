import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * How a browser keeps the secret of its way to a provider and back: the one cookie of ours that comes with a link from another site (`Lax`), since the
 * provider is one.
 */
const names = { secure: '__Host-sekisho-trip', plain: 'sekisho-trip' } as const;

/** The secret of the way on which a request comes back; undefined where it is on none. */
export function tripOf(request: FastifyRequest): string | undefined {
  return request.cookies[nameFor(request.server)];
}

/** Gives a browser the secret of its way. */
export function sendTrip(reply: FastifyReply, secret: string, maxAge: number): FastifyReply {
  return reply.setCookie(nameFor(reply.server), secret, { ...attributes(reply.server), maxAge });
}

/** Has the browser forget it. */
export function forgetTrip(reply: FastifyReply): FastifyReply {
  return reply.clearCookie(nameFor(reply.server), attributes(reply.server));
}

function nameFor({ overTls }: Pick<FastifyInstance, 'overTls'>): string {
  return overTls ? names.secure : names.plain;
}

function attributes({ overTls }: Pick<FastifyInstance, 'overTls'>) {
  return { path: '/', httpOnly: true, secure: overTls, sameSite: 'lax' } as const;
}
