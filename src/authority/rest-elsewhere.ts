import type { Principal } from './principal.ts';
import { withRolesResting } from './with-roles-resting.ts';

/** The principal as they may act from where they are: 管理者権限 rests where the place is not listed (2.2.1.3(2)(c)(エ)). */
export async function restElsewhere(
  principal: Principal,
  isListed: () => Promise<boolean>,
): Promise<Principal> {
  const elsewhere = withRolesResting(principal, 'elsewhere');
  return elsewhere === principal || (await isListed()) ? principal : elsewhere;
}
