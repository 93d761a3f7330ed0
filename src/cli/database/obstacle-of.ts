import { ProgramOutdated } from '../../db/program-outdated.ts';
import { sqlState } from '../../db/sql-state.ts';
import type { Words } from '../../kernel/words.ts';
import { Obstacle } from '../terminal/terminal.ts';

/** What was under way when something failed. */
export type Circumstance = {
  readonly port?: number;
  readonly host?: string;
  /** The variable that says the login of the database; absent: the database is the embedded one. */
  readonly variable?: string | undefined;
  /** It was the owner's work: what it may not do is another thing than what the service may not. */
  readonly migrating?: boolean;
};

/** Failures of the machine around us that an operator can mend, as one line; anything else is thrown on. */
export function obstacleOf(error: unknown, circumstance: Circumstance): Error {
  if (error instanceof Obstacle) return error;
  if (error instanceof ProgramOutdated) return new Obstacle(outdated);
  const code = sqlState(error) ?? '';
  const words = networkWords(code, circumstance) ?? databaseWords(code, messageOf(error), circumstance);
  if (words !== undefined) return new Obstacle(words);
  return error instanceof Error ? error : new Error(String(error));
}

const outdated: Words = {
  ja: 'データベースはより新しい版の sekisho が使っています。その版を入れて始めてください。',
  en: 'the database is used by a newer sekisho: install that release and start it.',
};

function networkWords(code: string, { port, host }: Circumstance): Words | undefined {
  if (port === undefined) return undefined;
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
  /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|ENOENT|EACCES|EAI_AGAIN|57P0[123]|53300|08...)$/;

/** The message of the database is said in brackets; the statement that met it, never. */
function databaseWords(
  code: string,
  message: string,
  { variable, migrating = false }: Circumstance,
): Words | undefined {
  const [ofJa, ofEn] = [variable ?? '組込みのデータベース', variable ?? 'the embedded database'];
  if (unreachable.test(code) || /timeout|Connection terminated|SSL/i.test(message)) {
    return {
      ja: `データベースに届きません（${message}）。動いているか、${ofJa} が正しいか確かめてください。`,
      en: `the database cannot be reached (${message}): check that it runs and that ${ofEn} is right.`,
    };
  }
  switch (code) {
    case '28P01':
    case '28000':
      return {
        ja: `データベースに入れません（${message}）。${ofJa} の利用者名とパスワードを確かめるか、データベースの管理者が用意してください（その SQL: sekisho migrate --prepare）。`,
        en: `the database does not let us in (${message}): check login and password of ${ofEn}, or have a DBA prepare them (the SQL: sekisho migrate --prepare).`,
      };
    case '3D000':
      return {
        ja: `${ofJa} のデータベースがありません（${message}）。名前を確かめるか、データベースの管理者が用意してください（その SQL: sekisho migrate --prepare）。`,
        en: `the database of ${ofEn} is not there (${message}): check its name, or have a DBA prepare it (the SQL: sekisho migrate --prepare).`,
      };
    case '25006':
      return {
        ja: `${ofJa} のデータベースは読取専用です（${message}）。予備機でなく、書込みのできるデータベースを指定してください。`,
        en: `the database of ${ofEn} is read-only (${message}): name one that can be written to, not a standby.`,
      };
    case '42501':
      return migrating ? mayNotMigrate(ofJa, ofEn, message) : mayNot(ofJa, ofEn, message);
    default:
      return /^[0-9A-Z]{5}$/.test(code)
        ? {
            ja: `データベースが断りました（${code}: ${message}）。${ofJa} のデータベースが関所のもので、この版に移行されているか確かめてください。`,
            en: `the database refused (${code}: ${message}): check that the database of ${ofEn} is Sekisho's and migrated to this release.`,
          }
        : undefined;
  }
}

function mayNot(ofJa: string, ofEn: string, message: string): Words {
  return {
    ja: `${ofJa} の利用者の権限が足りません（${message}）。sekisho_app に属する利用者を指定してください（用意する SQL: sekisho migrate --prepare）。`,
    en: `the login of ${ofEn} lacks a right (${message}): name a member of sekisho_app (the SQL to prepare: sekisho migrate --prepare).`,
  };
}

function mayNotMigrate(ofJa: string, ofEn: string, message: string): Words {
  return {
    ja: `${ofJa} の利用者では移行できません（${message}）。データベースを持ち sekisho_owner に属する利用者を MIGRATE_DATABASE_URL に指定してください（用意する SQL: sekisho migrate --prepare）。`,
    en: `the login of ${ofEn} may not migrate (${message}): name in MIGRATE_DATABASE_URL one that owns the database and is a member of sekisho_owner (the SQL to prepare: sekisho migrate --prepare).`,
  };
}

/**
 * What the one who failed said: the innermost, because the query builder wraps it in words that hold the statement and its values. A
 * connection tried at several addresses fails with several messages and none of its own.
 */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((one) => messageOf(one)).join('; ');
  }
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? messageOf(error.cause) : error.message;
}
