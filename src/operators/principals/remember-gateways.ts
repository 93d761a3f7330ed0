import { sameHash } from '../../authority/minted-token.ts';
import type { NotLetIn, Presented, Principal } from '../../authority/principal.ts';
import type { Clock } from '../../kernel/clock.ts';

type FindPrincipal<Whence> = (presented: Presented, whence: Whence) => Promise<Principal | NotLetIn>;

const rememberedMs = 5_000;

/**
 * Remembers for 5 s who a gateway's token named, and nobody else's: a gateway's every post is checked again under the head,
 * where a stopped token counts at once (I5). A wrong secret makes it forget nobody.
 */
export function rememberGateways<Whence>(find: FindPrincipal<Whence>, clock: Clock): FindPrincipal<Whence> {
  const remembered = new Map<
    string,
    { readonly hash: Buffer; readonly principal: Principal; readonly until: number }
  >();
  return async (presented, whence) => {
    const now = clock.now().getTime();
    const known = remembered.get(presented.tokenId);
    if (known !== undefined && now < known.until && sameHash(known.hash, presented.hash))
      return known.principal;
    const found = await find(presented, whence);
    if (typeof found !== 'string' && found.roles.some(({ role }) => role === 'gateway')) {
      remembered.set(presented.tokenId, {
        hash: presented.hash,
        principal: found,
        until: now + rememberedMs,
      });
    }
    return found;
  };
}
