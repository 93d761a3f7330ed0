import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import type { AlarmEffect } from '../../log/entry/effects.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { apiTokens, sessions } from '../../operators/tables.ts';
import type { ConsoleRow } from '../register/console-rows.ts';

/**
 * Alarms the site of a console where whoever takes it over keeps another that nobody took over from them: nobody is at two, so one of the two may be
 * somebody whom they lent their card or password (2.2.1.1(1)(f)(ウ), METI 19(2)). The caller holds the heads.
 */
export async function tellTwoConsoles(
  tx: ActTx,
  { siteId, consoleId }: Pick<ConsoleRow, 'siteId' | 'consoleId'>,
  personId: string,
): Promise<void> {
  const [other] = await tx.db
    .select({ consoleId: sessions.consoleId })
    .from(sessions)
    .innerJoin(apiTokens, eq(apiTokens.tokenId, sessions.tokenId))
    .where(
      and(
        eq(sessions.personId, personId),
        ne(sessions.consoleId, consoleId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, tx.now),
        gt(sessions.idleUntil, tx.now),
      ),
    )
    .limit(1);
  if (other === undefined) return;
  tx.recordMinistry(
    {
      kind: 'at-two-consoles',
      subject: { person: personId },
      details: { console: consoleId, other: other.consoleId },
    },
    [siteId],
    () => [usedTwice],
  );
}

const usedTwice: AlarmEffect = { type: 'alarm', kind: 'id-used-twice', active: true };
