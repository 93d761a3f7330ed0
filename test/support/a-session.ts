import { anApproval } from './an-approval.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { authenticator } from './authenticator.ts';
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
export const ownOrigin = 'http://localhost:80';
/** A password that anybody in a test may have. */
export const ownPassword = 'あかるい ひるの つきを みた 07';

/** Sends something as the session of a cookie. */
export function askBySession(
  test: TestApp,
  cookie: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
  remoteAddress = '127.0.0.1',
): Promise<TestAnswer> {
  const headers = { cookie, origin: ownOrigin };
  const body = payload === undefined ? {} : { payload };
  return test.ask(undefined, { method, url: `/api/v1${url}`, headers, remoteAddress, ...body });
}

/** The cookie that an answer sets; empty where it sets none. */
export function cookieOf({ headers }: TestAnswer): string {
  return String(headers['set-cookie'] ?? '').split(';')[0] ?? '';
}

/** Signs in, from this machine unless another is named. */
export function enter(test: TestApp, body: object, remoteAddress?: string): Promise<TestAnswer> {
  return askBySession(test, '', 'POST', '/sign-in', { notice: 0, ...body }, remoteAddress);
}

/** What somebody who signed in for the first time has. */
export type FirstSignIn = {
  readonly cookie: string;
  /** Of their authenticator app; undefined where none was asked for. */
  readonly secret: string | undefined;
  readonly answer: TestAnswer;
};

/** Posts as a program does, which names no page. */
export function postOf(test: TestApp): (url: string, payload: object) => Promise<TestAnswer> {
  return (url, payload) => test.ask(undefined, { method: 'POST', url: `/api/v1${url}`, payload });
}

type FirstSecret = { readonly loginId: string; readonly secret: string; readonly notice?: number };

/** Signs somebody in at the page by a one-time secret, from this machine unless another is named. */
export function signInFirst(test: TestApp, given: FirstSecret, remoteAddress?: string): Promise<FirstSignIn> {
  return signInFirstBy(test, given, (url, payload) =>
    askBySession(test, '', 'POST', url, payload, remoteAddress),
  );
}

/** Signs somebody in by a one-time secret: they set their own password, and enrol an app where a role of theirs demands one. */
export async function signInFirstBy(
  test: TestApp,
  { loginId, secret: password, notice = 0 }: FirstSecret,
  post: (url: string, payload: object) => Promise<TestAnswer>,
): Promise<FirstSignIn> {
  const first = await post('/sign-in', { loginId, password, newPassword: ownPassword, notice });
  if (first.status !== 202) return { cookie: cookieOf(first), secret: undefined, answer: first };
  const { challenge } = first.body;
  const { secret } = (await post('/sign-in/enrolment', { challenge })).body;
  const code = authenticator(secret, test.clock.now());
  const answer = await post('/sign-in/second-factor', { challenge, factor: 'totp', code });
  return { cookie: cookieOf(answer), secret, answer };
}

/** A member of staff who holds these roles, has set their own password, and has just signed in. */
export async function aSession(
  test: TestApp,
  loginId: string,
  held: readonly RoleOfTest[],
): Promise<SignedInOfficer> {
  const officer = await anOfficer(test, held);
  const cookie = await signInAs(test, loginId, officer.id);
  return {
    ...officer,
    loginId,
    password: ownPassword,
    cookie,
    get: (asked) => askBySession(test, cookie, 'GET', asked),
    post: (asked, body = {}) => askBySession(test, cookie, 'POST', asked, body),
  };
}

/** Gives somebody a login id and signs them in by it, at this machine; the cookie of their session. */
export async function signInAs(test: TestApp, loginId: string, person: string): Promise<string> {
  const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  const url = '/api/v1/sign-in-accounts';
  const payload = { application: await anApproval(test, { loginId, person }) };
  const { body } = await test.ask(admin.token, { method: 'POST', url, payload });
  const { answer, cookie } = await signInFirst(test, { loginId, secret: body.secret });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return cookie;
}
