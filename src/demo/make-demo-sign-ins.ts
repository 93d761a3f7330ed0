import { factorDemand, personRoles } from '../authority/factor-demand.ts';
import { systemPrincipal } from '../authority/system-principal.ts';
import { ministryLogId, newId } from '../kernel/ids.ts';
import { ok } from '../kernel/result.ts';
import { type ActDeps, performAct } from '../log/writing/perform-act.ts';
import { decideSetting } from '../rights/settings/decide-setting.ts';
import { giveAccount } from '../sign-in/accounts/give-account.ts';
import { type HashingDeps, inHashingPlace } from '../sign-in/passwords/in-hashing-place.ts';
import { makeOneTimeSecret } from '../sign-in/passwords/make-one-time-secret.ts';
import { done } from './done.ts';
import type { DemoOffice } from './make-demo-office.ts';

/** By what the people of the demo office sign in: one password for all, of this demo alone, and each by a login id of their own. */
export type DemoSignIns = {
  readonly password: string;
  /** By person. */
  readonly loginIds: ReadonlyMap<string, string>;
};

const program = 'demo';

/** Lets everybody of the demo office who holds a post sign in, and whom the visitor of today comes to see. */
export async function makeDemoSignIns(
  deps: ActDeps & HashingDeps,
  { people, posts, host }: Pick<DemoOffice, 'people' | 'posts' | 'host'>,
): Promise<DemoSignIns> {
  await freeOfFactors(deps);
  const password = makeOneTimeSecret();
  const verifier = done(await inHashingPlace(deps, async (place) => ok(await place.makeVerifier(password))));
  const signingIn = new Set([...posts.map(({ holder }) => holder.id), host.personId]);
  const loginIds = new Map(
    Object.values(people)
      .flat()
      .map(({ personId }, index) => [personId, `p${String(index + 1).padStart(3, '0')}`] as const)
      .filter(([personId]) => signingIn.has(personId)),
  );
  for (const [personId, loginId] of loginIds) {
    const context = { principal: systemPrincipal(program), requestId: newId<'request'>() };
    const given = await performAct(deps, context, async (tx) => {
      await tx.takeHeads([ministryLogId]);
      const draft = { loginId, personId, application: null, issuedBy: program };
      await giveAccount(tx, draft, { verifier, oneTimeUntil: undefined });
      return ok(undefined);
    });
    done(given);
  }
  return { password, loginIds };
}

/** Whoever tries the demo has no app of a guard's: only those of whom a second factor is always demanded enrol one. */
async function freeOfFactors(deps: ActDeps): Promise<void> {
  const free = personRoles.filter((role) => factorDemand(role, {}).mayBeFree);
  const context = { principal: systemPrincipal(program), requestId: newId<'request'>() };
  const value = { demanded: Object.fromEntries(free.map((role) => [role, false])) };
  done(await decideSetting(deps, context, { name: 'second-factor', value, reason: '見本の庁舎のため' }));
}
