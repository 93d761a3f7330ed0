import { ProgramOutdated } from '../db/program-outdated.ts';
import { sqlState } from '../db/sql-state.ts';
import type { Words } from '../kernel/words.ts';
import { Obstacle } from './terminal.ts';

/** Failures of the machine around us that an operator can mend, as one line; anything else is thrown on. */
export function obstacleOf(
  error: unknown,
  settings: { readonly port?: number; readonly host?: string },
): Error {
  if (error instanceof Obstacle) return error;
  if (error instanceof ProgramOutdated) return new Obstacle(outdated);
  const code = sqlState(error) ?? '';
  const words = networkWords(code, settings) ?? databaseWords(code, messageOf(error));
  if (words !== undefined) return new Obstacle(words);
  return error instanceof Error ? error : new Error(String(error));
}

const outdated: Words = {
  ja: 'データベースはより新しい版の sekisho が使っています。その版を入れて始めてください。',
  en: 'the database is used by a newer sekisho: install that release and start it.',
};

function networkWords(
  code: string,
  { port, host }: { readonly port?: number; readonly host?: string },
): Words | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return {
        ja: `ポート ${port} はほかのプログラムが使っています。そちらを止めるか、PORT で別の番号を指定してください。`,
        en: `port ${port} is in use by another program: stop it, or name another PORT.`,
      };
    case 'EACCES':
      return {
        ja: `ポート ${port} を開く権限がありません。1024 以上の番号を PORT で指定してください。`,
        en: `no right to open port ${port}: name a PORT of 1024 or more.`,
      };
    case 'EADDRNOTAVAIL':
    case 'EAI_AGAIN':
      return {
        ja: `${host} はこの機械のアドレスではありません。HOST を確かめてください。`,
        en: `${host} is no address of this machine: check HOST.`,
      };
    default:
      return undefined;
  }
}

const unreachable =
  /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|ENOENT|EAI_AGAIN|57P03|53300)$/;

function databaseWords(code: string, message: string): Words | undefined {
  if (unreachable.test(code) || /timeout|Connection terminated/i.test(message)) {
    return {
      ja: `データベースに届きません（${message}）。動いているか、DATABASE_URL が正しいか確かめてください。`,
      en: `the database cannot be reached (${message}): check that it runs and that DATABASE_URL is right.`,
    };
  }
  if (/^28|^3D000$|^42501$/.test(code)) {
    return {
      ja: `データベースに入れません（${message}）。DATABASE_URL の利用者とデータベース、その権限を確かめてください。`,
      en: `the database does not let us in (${message}): check login, database and rights of DATABASE_URL.`,
    };
  }
  return undefined;
}

/** A connection tried at several addresses fails with several messages and none of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((one) => messageOf(one)).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
