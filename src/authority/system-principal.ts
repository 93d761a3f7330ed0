import type { Principal } from './principal.ts';

/**
 * A program that acts without a person, for whoever holds the database: the terminal, or what makes an office. It holds
 * what such programs are for, 権限管理 in the whole ministry; an act that asks for a person or another post is refused.
 */
export function systemPrincipal(program: string): Principal {
  return {
    actor: { type: 'system', id: program },
    credential: { kind: 'program', id: program },
    roles: [{ role: 'rights-admin', siteId: null, scope: null }],
  };
}
