import type { Words } from '../kernel/words.ts';
import type { ServiceLogin } from './load-service-login.ts';

/** Why a service does not run by this login (`variable` says it), and what to do; undefined where nothing is wrong with it. */
export function judgeServiceLogin(
  { login, hasApp, isApp, mightier, readOnly }: ServiceLogin,
  variable: string,
): Words | undefined {
  if (readOnly) {
    return {
      ja: `${variable} のデータベースは読取専用です。通行を記録できないため始められません。予備機でなく、書込みのできるデータベースを指定してください。`,
      en: `the database of ${variable} is read-only, so nothing can be recorded: name one that can be written to, not a standby.`,
    };
  }
  const [worst] = mightier;
  if (worst !== undefined) {
    const others = mightier.filter((role) => role !== login);
    const ja = others.length === 0 ? '' : `（${others.join('、')} になれます）`;
    const en = others.length === 0 ? '' : ` (it can become ${others.join(', ')})`;
    return {
      ja: `${variable} の利用者「${login}」は記録を変え、又は消せるため、サービスを動かせません${ja}。sekisho_app だけに属する利用者を指定してください。移行する利用者は MIGRATE_DATABASE_URL です。用意する SQL: sekisho migrate --prepare`,
      en: `the login "${login}" of ${variable} could change or delete the record, so the service does not run by it${en}: name a member of sekisho_app alone; the login that migrates is MIGRATE_DATABASE_URL's. The SQL to prepare: sekisho migrate --prepare`,
    };
  }
  if (!hasApp) return notMigrated(variable);
  return isApp
    ? undefined
    : {
        ja: `${variable} の利用者「${login}」は sekisho_app に属していません。データベースの管理者が「grant sekisho_app to ${login};」を行ってください。`,
        en: `the login "${login}" of ${variable} is no member of sekisho_app: have a DBA run "grant sekisho_app to ${login};".`,
      };
}

/** What a service says of a database that nobody has migrated. */
export function notMigrated(variable: string): Words {
  return {
    ja: `${variable} のデータベースはまだこの版に移行されていません。移行する利用者を MIGRATE_DATABASE_URL に指定して、sekisho migrate を実行してください。`,
    en: `the database of ${variable} is not migrated to this release: name the login that migrates in MIGRATE_DATABASE_URL and run sekisho migrate.`,
  };
}
