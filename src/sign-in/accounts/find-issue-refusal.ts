import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { findAccount, findAccountOfPerson } from './account-rows.ts';

/** Why a person may not be given a login id; undefined = they may. The caller holds the ministry's head. */
export async function findIssueRefusal(
  db: Database,
  { loginId, personId }: { readonly loginId: string; readonly personId: string },
): Promise<Refusal | undefined> {
  if ((await findAccount(db, loginId)) !== undefined) return everGiven;
  const person = await findPerson(db, personId);
  if (person === undefined) return { code: 'not-found', detail: 'この人は登録されていません。' };
  if (person.state !== 'active') return notInOffice;
  return (await findAccountOfPerson(db, personId)) === undefined ? undefined : hasOne;
}

const everGiven: Refusal = {
  code: 'conflict',
  detail: 'この識別コードは、すでに発行されたことがあります。終わったものも、ほかの人には使えません。',
};
const notInOffice: Refusal = {
  code: 'conflict',
  detail: '利用停止中又は離任した人に、識別コードは発行できません。',
};
const hasOne: Refusal = {
  code: 'conflict',
  detail: 'この人には、すでに識別コードがあります。忘れたときは、パスワードを再発行してください。',
};
