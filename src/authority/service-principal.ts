import { systemActor } from '../kernel/actor.ts';
import type { Principal } from './principal.ts';

/** The service acting by itself. It holds no role: it keeps the record and decides nothing for anybody. */
export const servicePrincipal: Principal = {
  actor: systemActor,
  credential: { kind: 'program', id: systemActor.id },
  roles: [],
};
