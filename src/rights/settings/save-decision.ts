import { eq, max } from 'drizzle-orm';
import type { DecidedName, DecidedValues } from '../../authority/settings/decided-values.ts';
import { accessSettings } from '../../authority/settings/tables.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';

export type Decision<Name extends DecidedName> = {
  readonly name: Name;
  readonly value: DecidedValues[Name];
  readonly reason: string;
};

/** Saves, under the ministry's head, what it decides under a name, and answers which version that is; those before stay. The act records it. */
export async function saveDecision<Name extends DecidedName>(
  tx: ActTx,
  { principal }: ActContext,
  decision: Decision<Name>,
): Promise<number> {
  await tx.takeHeads([ministryLogId]);
  const [last] = await tx.db
    .select({ version: max(accessSettings.version) })
    .from(accessSettings)
    .where(eq(accessSettings.name, decision.name));
  const version = (last?.version ?? 0) + 1;
  await tx.db
    .insert(accessSettings)
    .values({ ...decision, version, decidedBy: principal.actor.id, decidedAt: tx.now });
  return version;
}
