import type { Role } from '../../src/authority/roles.ts';
import { accessSettings } from '../../src/authority/settings/tables.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { giveRole } from '../../src/operators/roles/give-role.ts';
import { cookiesOf } from './a-console.ts';
import { anApproval } from './an-approval.ts';
import type { OfficePerson } from './an-office.ts';
import { fromTerminal } from './from-terminal.ts';
import { asGiven } from './giving-roles.ts';
import type { TestApp } from './test-app.ts';

/** Somebody who keeps a console: their card, PIN, login id and password, and the session by which they set the PIN. */
export type Keeper = {
  readonly id: string;
  readonly card: { readonly format: string; readonly facility: string; readonly number: string };
  readonly pin: string;
  readonly loginId: string;
  readonly password: string;
  readonly cookie: string;
};

export const origin = 'http://localhost:80';

/** Gives one of an office these roles there, a login id and a password; they set their PIN. */
export async function aKeeper(
  test: TestApp,
  { id, number }: OfficePerson,
  given: {
    readonly siteId: string;
    readonly admin: string;
    readonly roles: readonly Role[];
    readonly pin: string;
  },
): Promise<Keeper> {
  const { siteId, admin, roles, pin } = given;
  await freeOfSecondFactors(test);
  for (const role of roles) {
    const made = await giveRole(test.deps, fromTerminal(), {
      holder: { type: 'person', id },
      ...asGiven({ role, siteId }, test.clock.now()),
    });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  }
  const post = async (url: string, payload: object, token?: string, cookie = '') => {
    const headers = token === undefined ? { origin, cookie } : {};
    const answer = await test.ask(token, { method: 'POST', url: `/api/v1${url}`, payload, headers });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer;
  };
  const loginId = `keeper.${number}`;
  const password = 'あかるい ひるの つきを みた 07';
  const application = await anApproval(test, { loginId, person: id });
  const { body } = await post('/sign-in-accounts', { application }, admin);
  const entered = await post('/sign-in', {
    loginId,
    password: body.secret,
    newPassword: password,
    notice: 0,
  });
  const cookie = cookiesOf(entered);
  await post('/own/pin', { pin, password }, undefined, cookie);
  return { id, card: { format: 'wiegand-26', facility: '1', number }, pin, loginId, password, cookie };
}

/** The ministry lets keepers sign in by a password alone where they are at no console. */
async function freeOfSecondFactors({ pool }: TestApp): Promise<void> {
  const value = { demanded: { guard: false, reception: false, 'section-officer': false } };
  const decided = { reason: '試験', decidedBy: 'test', decidedAt: new Date(0) };
  await databaseOf(pool)
    .insert(accessSettings)
    .values({ name: 'second-factor', version: 1, value, ...decided })
    .onConflictDoNothing();
}
