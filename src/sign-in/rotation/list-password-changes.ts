import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { judgePasswordAge } from '../../authority/judge-password-age.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { persons } from '../../people/registry/tables.ts';
import { loadOrganisationNames } from '../../zones/sites/load-organisation-names.ts';
import { signInAccounts } from '../accounts/tables.ts';
import { signInPasswords } from '../passwords/tables.ts';
import { type ChangeState, changeStates } from './change-states.ts';

/** Of whose password it is told, of which 課室, and how far it is from having to be changed. */
export type PasswordChange = {
  readonly loginId: string;
  readonly personId: string;
  readonly organisation: string | null;
  readonly setAt: Date | null;
  readonly expiresAt: Date | null;
  readonly state: ChangeState;
};

type ChangesAsked = { readonly limit: number; readonly after?: string | undefined };

/** Who has changed their password and who has to (パスワード変更状況, 2.2.1.1(1)(c)(ア)): every login id in use, in order. */
export async function listPasswordChanges(
  db: Database,
  { limit, after }: ChangesAsked,
  now: Date,
): Promise<Page<PasswordChange>> {
  const { maxAgeDays } = (await findSetting(db, 'password-rotation')).value;
  const { loginId, personId, endedAt } = signInAccounts;
  const { setAt, isOneTime } = signInPasswords;
  const { organisationId } = persons;
  const rows = await db
    .select({ loginId, personId, organisationId, setAt, isOneTime })
    .from(signInAccounts)
    .leftJoin(signInPasswords, eq(signInPasswords.loginId, loginId))
    .leftJoin(persons, and(eq(persons.personId, personId), isNull(persons.untilSeq)))
    .where(and(isNull(endedAt), after === undefined ? undefined : gt(loginId, after)))
    .orderBy(asc(loginId))
    .limit(limit + 1);
  const names = await loadOrganisationNames(db);
  const told = rows.map(({ organisationId: unit, isOneTime: untouched, ...row }): PasswordChange => {
    const own = untouched === false ? row.setAt : null;
    const age = own === null ? undefined : judgePasswordAge(own, maxAgeDays, now);
    const state = own === null ? 'not-yet' : age?.isExpired ? 'expired' : age?.within ? 'due' : 'changed';
    const organisation = unit === null ? null : (names.get(unit) ?? null);
    return { ...row, organisation, setAt: own, expiresAt: age?.expiresAt ?? null, state };
  });
  return pageOf(told, limit, (last) => last.loginId);
}

/** As CSV, of everybody. */
export async function passwordChangeRows(db: Database, now: Date): Promise<readonly (readonly string[])[]> {
  const { items } = await listPasswordChanges(db, { limit: mostInReport }, now);
  const rows = items.map(({ loginId, personId, organisation, setAt, expiresAt, state }) => [
    ...[organisation ?? '', loginId, personId, changeStates[state]],
    ...[setAt?.toISOString() ?? '', expiresAt?.toISOString() ?? ''],
  ]);
  return [['課室', '識別コード', '人', '状況', '変えた日時', '期限'], ...rows];
}

/** More login ids than any ministry has people. */
const mostInReport = 1_000_000;
