import type { FastifyRequest } from 'fastify';
import type { Principal } from '../authority/principal.ts';
import type { ConfirmPrincipal } from '../log/writing/perform-act.ts';

/** As whom a request was let in, and what asks again within its act. */
export type Admission = { readonly principal: Principal; readonly confirmPrincipal: ConfirmPrincipal };

const admissions = new WeakMap<FastifyRequest, Admission>();

/** Remembers as whom a request was let in. */
export function saveAdmission(request: FastifyRequest, admission: Admission): void {
  admissions.set(request, admission);
}

/** As whom the request was let in; undefined on a public route, or where a ticket is still to be asked for. */
export function findAdmission(request: FastifyRequest): Admission | undefined {
  return admissions.get(request);
}

/** As whom a request that has passed authorization was let in. */
export function admissionOf(request: FastifyRequest): Admission {
  const admission = admissions.get(request);
  if (admission === undefined) throw new Error('a public route has no principal');
  return admission;
}
