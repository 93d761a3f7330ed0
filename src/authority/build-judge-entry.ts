import type { Actor } from '../kernel/actor.ts';
import type { Refusal } from '../kernel/problem.ts';
import { type Action, authorization } from './authorization.ts';
import type { Whereabouts } from './is-listed-place.ts';
import type { Principal } from './principal.ts';
import { isAdminRole, type Role } from './roles.ts';

/** Says why somebody who has shown who they are may not sign in from where they are; undefined where they may. */
export type JudgeEntry = (principal: Principal, place: Whereabouts) => Promise<Refusal | undefined>;

/** What a life may hang on (I6): whoever does it signs in from anywhere, and their 管理者権限 rests there. */
const inAnEmergency = [
  'emergency.change',
  'lockdown.change',
  'roll-call.mark',
] as const satisfies readonly Action[];

/**
 * Administrators sign in from listed places alone, and each try from elsewhere is told (2.2.1.3(2)(c)(エ)): but for those who may have to let
 * people out.
 */
export function buildJudgeEntry(
  isListed: (place: Whereabouts) => Promise<boolean>,
  noteElsewhere: (actor: Actor) => void,
): JudgeEntry {
  return async ({ actor, roles }, place) => {
    const administers = roles.some(({ role }) => isAdminRole(role));
    if (!administers || roles.some(({ role }) => mayLetOut(role)) || (await isListed(place)))
      return undefined;
    noteElsewhere(actor);
    return fromElsewhere;
  };
}

function mayLetOut(role: Role): boolean {
  return inAnEmergency.some((action) => {
    const allowed: readonly Role[] = authorization[action].roles;
    return allowed.includes(role);
  });
}

const fromElsewhere: Refusal = {
  code: 'forbidden',
  detail:
    '管理者権限をもつ人がサインインできるのは、登録された接続元と端末からだけです。管理用の端末から行うか、接続元の登録を統括情報セキュリティ責任者に求めてください。',
};
