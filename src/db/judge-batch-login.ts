import type { Words } from '../kernel/words.ts';
import type { ServiceLogin } from './load-service-login.ts';

/** Why no batches run by this login (`variable` says it), and what to do; undefined where nothing is wrong with it. */
export function judgeBatchLogin(
  { login, isApp, isBatch, mightier }: ServiceLogin,
  variable: string,
): Words | undefined {
  if (isApp || mightier.length > 0) {
    return {
      ja: `${variable} の利用者「${login}」は sekisho_batch より多くのことができるため、判定に使えません。sekisho_batch だけに属する利用者を指定してください。用意する SQL: sekisho migrate --prepare`,
      en: `the login "${login}" of ${variable} may do more than sekisho_batch, so no batches run by it: name a member of sekisho_batch alone. The SQL to prepare: sekisho migrate --prepare`,
    };
  }
  return isBatch
    ? undefined
    : {
        ja: `${variable} の利用者「${login}」は sekisho_batch に属していません。データベースの管理者が「grant sekisho_batch to ${login};」を行ってください。`,
        en: `the login "${login}" of ${variable} is no member of sekisho_batch: have a DBA run "grant sekisho_batch to ${login};".`,
      };
}
