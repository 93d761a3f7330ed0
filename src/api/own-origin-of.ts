import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../kernel/is-loopback.ts';

/**
 * The origin under which browsers find this service: the one that was set, else what the request names, where that is this machine. Undefined
 * where neither tells: what a request names anybody may have written.
 */
export function ownOriginOf(
  { host, protocol }: Pick<FastifyRequest, 'host' | 'protocol'>,
  publicOrigin: string | undefined,
): URL | undefined {
  if (publicOrigin !== undefined) return new URL(publicOrigin);
  if (!URL.canParse(`${protocol}://${host}`)) return undefined;
  const named = new URL(`${protocol}://${host}`);
  return isLoopback(named.hostname) ? named : undefined;
}
