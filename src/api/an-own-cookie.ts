import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The attributes in which cookies of ours differ. */
type CookieDraft = {
  readonly name: string;
  /** `lax` comes with a link from another site, `strict` does not. */
  readonly sameSite: 'strict' | 'lax';
  /** For how many seconds a browser keeps it; absent: until it is closed. */
  readonly maxAge?: number;
};

/** A secret that a browser keeps for us, or shows. */
export type OwnCookie = {
  readonly of: (request: FastifyRequest) => string | undefined;
  readonly send: (reply: FastifyReply, secret: string) => FastifyReply;
  readonly forget: (reply: FastifyReply) => FastifyReply;
};

/**
 * How a browser keeps a secret of ours: no script reads it. Over TLS under a name that a browser takes from this very host alone (RFC 6265bis
 * §4.1.3.2); without, which only this machine's own browsers can reach, it has neither that name nor `Secure`.
 */
export function anOwnCookie({ name, sameSite, maxAge }: CookieDraft): OwnCookie {
  const nameFor = ({ overTls }: Pick<FastifyInstance, 'overTls'>) => (overTls ? `__Host-${name}` : name);
  const attributes = ({ overTls }: Pick<FastifyInstance, 'overTls'>) =>
    ({ path: '/', httpOnly: true, secure: overTls, sameSite }) as const;
  const kept = maxAge === undefined ? {} : { maxAge };
  return {
    of: ({ cookies, server }) => cookies[nameFor(server)],
    send: (reply, secret) =>
      reply.setCookie(nameFor(reply.server), secret, { ...attributes(reply.server), ...kept }),
    forget: (reply) => reply.clearCookie(nameFor(reply.server), attributes(reply.server)),
  };
}
