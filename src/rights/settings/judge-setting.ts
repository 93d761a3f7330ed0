import { factorDemand, personRoles } from '../../authority/factor-demand.ts';
import { isAmongNetworks } from '../../authority/is-among-networks.ts';
import { roleNames } from '../../authority/role-names.ts';
import type { AccessSettings } from '../../authority/settings/access-settings.ts';
import { isNetwork } from '../../kernel/is-network.ts';
import type { FieldError } from '../../kernel/problem.ts';

/**
 * What is wrong of what is to be decided. Networks of administrators contain the one from which they are decided: nobody locks out
 * themselves and with them the last who could put it right.
 */
export function judgeSetting(
  { 'admin-networks': admins, 'second-factor': factors }: Partial<AccessSettings>,
  address: string | undefined,
): readonly FieldError[] {
  if (factors !== undefined) return judgeDemands(factors.demanded);
  if (admins === undefined) return [];
  const unreadable = admins.networks.flatMap((network, index) =>
    isNetwork(network)
      ? []
      : [{ at: `/networks/${index}`, message: 'IPアドレス又は アドレス/ビット数 で書いてください' }],
  );
  if (unreadable.length > 0) return unreadable;
  return address === undefined || isAmongNetworks(address, admins.networks)
    ? []
    : [
        {
          at: '/networks',
          message: `いまの接続元（${address}）を含めてください。含めないと、ここから戻せなくなります`,
        },
      ];
}

/** Whoever administers shows a second factor whatever is decided. */
function judgeDemands(demanded: AccessSettings['second-factor']['demanded']): readonly FieldError[] {
  return personRoles
    .filter((role) => demanded[role] === false && !factorDemand(role, {}).mayBeFree)
    .map((role) => ({
      at: '/demanded',
      message: `${roleNames[role]}（${role}）には、二つ目の要素をいつも求めます`,
    }));
}
