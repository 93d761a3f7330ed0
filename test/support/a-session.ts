import { anOfficer, type Officer } from './an-officer.ts';
import type { RoleOfTest } from './giving-roles.ts';
import type { TestAnswer, TestApp } from './test-app.ts';

/** Somebody who signed in, and may do by their session what they may. */
export type SignedInOfficer = Officer & {
  readonly loginId: string;
  readonly password: string;
  readonly cookie: string;
  readonly get: (url: string) => Promise<TestAnswer>;
  readonly post: (url: string, payload?: object) => Promise<TestAnswer>;
};

/** Of the page of the service itself. */
const origin = 'http://localhost:80';

/** Sends something as the session of a cookie. */
export function askBySession(
  test: TestApp,
  cookie: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
): Promise<TestAnswer> {
  const headers = { cookie, origin };
  const body = payload === undefined ? {} : { payload };
  return test.ask(undefined, { method, url: `/api/v1${url}`, headers, ...body });
}

/** The cookie that an answer sets. */
export function cookieOf({ headers }: TestAnswer): string {
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

/** Signs in from this machine. */
export function enter(test: TestApp, body: object): Promise<TestAnswer> {
  const payload = { notice: 0, ...body };
  return test.ask(undefined, { method: 'POST', url: '/api/v1/sign-in', payload, headers: { origin } });
}

/** A member of staff who holds these roles, has set their own password, and has just signed in. */
export async function aSession(
  test: TestApp,
  loginId: string,
  held: readonly RoleOfTest[],
): Promise<SignedInOfficer> {
  const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  const officer = await anOfficer(test, held);
  const password = 'あかるい ひるの つきを みた 07';
  const url = '/api/v1/sign-in-accounts';
  const payload = { loginId, person: officer.id };
  const { body } = await test.ask(admin.token, { method: 'POST', url, payload });
  const answer = await enter(test, { loginId, password: body.secret, newPassword: password });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const cookie = cookieOf(answer);
  return {
    ...officer,
    loginId,
    password,
    cookie,
    get: (asked) => askBySession(test, cookie, 'GET', asked),
    post: (asked, body = {}) => askBySession(test, cookie, 'POST', asked, body),
  };
}
