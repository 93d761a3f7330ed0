import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { Subject } from '../../log/entry/subject.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type ConsoleRow, lockConsole } from './console-rows.ts';
import { holdSessionsAtConsole, type SessionHeld } from './end-sessions-at-console.ts';

/** Which console, and why something is done with it. */
export type ConsoleNamed = Pick<ConsoleRow, 'siteId' | 'consoleId'> & { readonly reason: string };

/** Holds a console in use, its sessions and the heads of what ends with it; undefined where there is none. */
export async function takeConsole(
  tx: ActTx,
  named: ConsoleNamed,
): Promise<readonly SessionHeld[] | undefined> {
  if ((await lockConsole(tx.db, named)) === undefined) return undefined;
  const held = await holdSessionsAtConsole(tx, named.consoleId);
  await tx.takeHeads([ministryLogId, named.siteId]);
  return held;
}

/** Records what was done with a console, in its site's log. */
export function recordAtConsole(
  tx: ActTx,
  kind: 'console-changed' | 'console-code-renewed' | 'console-retired' | 'console-sealed',
  { siteId, consoleId, reason }: ConsoleNamed,
  details: Readonly<Record<string, unknown>> = {},
  subject: Subject = {},
): void {
  tx.record(siteId, {
    kind,
    subject,
    details: { console: consoleId, ...details },
    personal: { recordClass: 'act', data: { reason } },
  });
}

export const noConsole: Refusal = { code: 'not-found', detail: 'この庁舎に、この端末はありません。' };
