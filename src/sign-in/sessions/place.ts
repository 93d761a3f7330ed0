import type { JudgeEntry } from '../../authority/build-judge-entry.ts';
import type { Presented, Principal } from '../../authority/principal.ts';
import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { ConsoleTaken } from './begin-session.ts';

/** What a browser shows of being a console. */
export type ShownConsole = Pick<Presented, 'tokenId' | 'hash'>;

/** Where somebody signs in, held from the beginning of their act: before their account, and before any head. */
export type Place = {
  /** The heads the act takes. */
  readonly heads: readonly string[];
  /** Makes a console theirs, and ends the session of whoever kept it; undefined where it is none. The caller holds the heads. */
  readonly takeOver: (taker: Principal) => Promise<Result<ConsoleTaken | undefined, Refusal>>;
};

/** Handed in: consoles stand above, and each is called by the public id of the secret that its browser has. */
export type ConsoleDeps = {
  /** Asked once what somebody showed was right. */
  readonly judgeEntry: JudgeEntry;
  /** Which console shows this; undefined where it is none. */
  readonly findConsoleSecret: (db: Database, shown: ShownConsole | undefined) => Promise<string | undefined>;
  /** Refused where its browser is the console no more. */
  readonly holdConsole: (tx: ActTx, secretId: string) => Promise<Result<Place, Refusal>>;
};

/** Holds where somebody signs in: at the console that their browser is, or anywhere else, where nobody has to go for them. */
export async function holdPlace(
  { holdConsole }: ConsoleDeps,
  tx: ActTx,
  consoleSecret: string | undefined,
): Promise<Result<Place, Refusal>> {
  return consoleSecret === undefined ? ok(anywhere) : holdConsole(tx, consoleSecret);
}

const anywhere: Place = { heads: [ministryLogId], takeOver: async () => ok(undefined) };
