import { sql } from 'drizzle-orm';
import type { Principal } from '../../authority/principal.ts';
import type { Database } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { tokenUses } from '../tables.ts';

/**
 * Writes down once a day that a token lets its holder in, for those that nobody uses any more (2.2.1.3(2)(d)). Nobody waits for it: what
 * fails is tried at the next use.
 */
export function buildTokenUses(
  db: Database,
  clock: Clock,
  onFault: (error: unknown) => void,
): (principal: Pick<Principal, 'credential'>) => void {
  let noted: { readonly day: string; readonly tokens: Set<string> } = { day: '', tokens: new Set() };
  return ({ credential: { kind, id } }) => {
    const usedAt = clock.now();
    const day = usedAt.toISOString().slice(0, 'yyyy-mm-dd'.length);
    if (noted.day !== day) noted = { day, tokens: new Set() };
    const { tokens } = noted;
    if (kind !== 'token' || tokens.has(id)) return;
    tokens.add(id);
    saveUse(db, id, usedAt).catch((error: unknown) => {
      tokens.delete(id);
      onFault(error);
    });
  };
}

async function saveUse(db: Database, tokenId: string, usedAt: Date): Promise<void> {
  await db
    .insert(tokenUses)
    .values({ tokenId, usedAt })
    .onConflictDoUpdate({
      target: tokenUses.tokenId,
      set: { usedAt: sql`greatest(${tokenUses.usedAt}, excluded.used_at)` },
    });
}
