import { and, asc, eq, isNull } from 'drizzle-orm';
import { sameHash } from '../../authority/minted-token.ts';
import type { Presented } from '../../authority/principal.ts';
import type { Database } from '../../db/pool.ts';
import { consoles } from './tables.ts';

export type ConsoleRow = typeof consoles.$inferSelect;

/** The consoles of a site that are in use, by name. */
export function loadConsoles(db: Database, siteId: string): Promise<readonly ConsoleRow[]> {
  return db
    .select()
    .from(consoles)
    .where(and(eq(consoles.siteId, siteId), isNull(consoles.retiredAt)))
    .orderBy(asc(consoles.name));
}

/** The console that shows this secret: the one of its browser, or the code by which a browser becomes it. */
export async function findConsole(
  db: Database,
  { tokenId, hash }: Pick<Presented, 'tokenId' | 'hash'>,
): Promise<ConsoleRow | undefined> {
  const [row] = await db
    .select()
    .from(consoles)
    .where(and(eq(consoles.secretId, tokenId), isNull(consoles.retiredAt)));
  return row !== undefined && sameHash(row.secretHash, hash) ? row : undefined;
}

/** A console in use, held to the end of the act: who signs in there, and what changes or ends it, wait for one another. */
export async function lockConsole(
  db: Database,
  { siteId, consoleId }: Pick<ConsoleRow, 'siteId' | 'consoleId'>,
): Promise<ConsoleRow | undefined> {
  const [row] = await db
    .select()
    .from(consoles)
    .where(and(eq(consoles.siteId, siteId), eq(consoles.consoleId, consoleId), isNull(consoles.retiredAt)))
    .for('update');
  return row;
}

/** The console in use whose browser has this secret, held the same way. */
export async function lockConsoleOfSecret(db: Database, secretId: string): Promise<ConsoleRow | undefined> {
  const [row] = await db
    .select()
    .from(consoles)
    .where(and(eq(consoles.secretId, secretId), isNull(consoles.retiredAt), isNull(consoles.codeUntil)))
    .for('update');
  return row;
}

/** The public id of the secret by which a browser shows that it is a console; undefined where it is none. */
export async function findConsoleSecret(
  db: Database,
  shown: Pick<Presented, 'tokenId' | 'hash'> | undefined,
): Promise<string | undefined> {
  const found = shown && (await findConsole(db, shown));
  return found?.codeUntil === null ? found.secretId : undefined;
}

/** Changes a console. The caller holds it. */
export async function saveConsole(
  db: Database,
  { siteId, consoleId }: Pick<ConsoleRow, 'siteId' | 'consoleId'>,
  change: Partial<ConsoleRow>,
): Promise<void> {
  await db
    .update(consoles)
    .set(change)
    .where(and(eq(consoles.siteId, siteId), eq(consoles.consoleId, consoleId)));
}
