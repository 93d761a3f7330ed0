import type { FastifyRequest } from 'fastify';
import type { Principal } from '../authority/principal.ts';
import { admissionOf } from './admission.ts';

/** The principal of a request that has passed authorization. */
export function principalOf(request: FastifyRequest): Principal {
  return admissionOf(request).principal;
}
