import type { ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patternOf } from '../../src/api/pattern-of.ts';
import { problemMediaType } from '../../src/api/send-problem.ts';
import { type Action, authorization } from '../../src/authority/authorization.ts';
import { roles } from '../../src/authority/roles.ts';
import { newId } from '../../src/kernel/ids.ts';
import { problems } from '../../src/kernel/problem.ts';
import { revokeToken } from '../../src/operators/tokens/revoke-token.ts';
import { aFilledOffice, type FilledOffice } from '../support/a-filled-office.ts';
import { actInOffice } from '../support/acts-in-an-office.ts';
import { actByTwo } from '../support/acts-of-two.ts';
import { actOnApplications } from '../support/acts-on-applications.ts';
import { actOnSignIns } from '../support/acts-on-sign-ins.ts';
import { actOnVisits } from '../support/acts-on-visits.ts';
import { anAjv } from '../support/an-ajv.ts';
import { dereferenced } from '../support/dereferenced.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { receptionOfDoc } from '../support/reception-of-doc.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';
import { startTestApp, type TestAnswer, type TestApp } from '../support/test-app.ts';
import { startValidatingProxy, type ValidatingProxy } from '../support/validating-proxy.ts';

type Operation = {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As `/api/v1/sites/{site}`. */
  readonly path: string;
  readonly pattern: RegExp;
  readonly action: Action | undefined;
  readonly takesBody: boolean;
  /** Every status that the document tells of it, by itself or as what may come of any request. */
  readonly stated: readonly number[];
};

let test: TestApp;
let operations: readonly Operation[];
/** Compares requests and answers with the document. */
let proxy: ValidatingProxy;
let office: FilledOffice;
let isProblem: ValidateFunction;

/** Which statuses each operation was answered with. */
const answered = new Map<string, Set<number>>();
const violations: string[] = [];

beforeAll(async () => {
  test = await startTestApp(undefined, undefined, {}, 'http://localhost');
  const document = (await test.ask(undefined, { url: '/openapi.json' })).body;
  operations = operationsOf(document);
  isProblem = anAjv().compile(dereferenced(document).components.schemas.Problem);
  proxy = await startValidatingProxy(test);
});
afterAll(async () => {
  await proxy.close();
  await test.close();
});

// biome-ignore lint/suspicious/noExplicitAny: a document of every shape
function operationsOf(document: any): readonly Operation[] {
  const told: string = document.components.responses.Problem.description;
  const codes = told.split('\n').map((line) => line.split(':')[0]);
  const ofAnyRequest = Object.entries(problems).flatMap(([code, { status }]) =>
    codes.includes(code) ? status : [],
  );
  return Object.entries(Object(document.paths)).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => {
      const { 'x-action': action, requestBody, responses } = Object(operation);
      const stated = Object.keys(responses).flatMap((status) => (status === 'default' ? [] : Number(status)));
      return {
        name: `${method} ${path}`,
        method: Object(method.toUpperCase()).valueOf(),
        path,
        pattern: patternOf(path.replaceAll(/\{(\w+)\}/g, ':$1')),
        action,
        takesBody: requestBody !== undefined,
        stated: [...stated, ...ofAnyRequest],
      };
    }),
  );
}

/** The operation that is asked: of several that a path may mean, the one that leaves least open. */
function operationOf(method: string, url: string): Operation | undefined {
  const [path = ''] = url.split('?');
  const meant = operations.filter((one) => one.method === method && one.pattern.test(path));
  const open = (one: Operation) => one.path.split('{').length;
  return meant.toSorted((one, other) => open(one) - open(other))[0];
}

/** Asks through a proxy, and writes down what it finds. */
const ask: TestApp['ask'] = async (token, request) => {
  const answer = await proxy.ask(token, request);
  const [method, url] = [request.method ?? 'GET', String(request.url)];
  const operation = operationOf(method, url);
  const found = answer.headers['sl-violations'] ?? prismsOwn(answer.body);
  if (operation === undefined || found !== undefined) {
    violations.push(`${operation?.name ?? `${method} ${url}`}: ${found ?? 'is in no document'}`);
  }
  if (operation !== undefined && found === undefined) noteAnswer(operation, answer);
  return answer;
};

function noteAnswer({ name }: Operation, { status }: TestAnswer): void {
  answered.set(name, (answered.get(name) ?? new Set<number>()).add(status));
}

function prismsOwn(body: unknown): string | undefined {
  const { type, validation } = Object(body);
  return String(type).startsWith('https://stoplight.io/') ? JSON.stringify(validation ?? body) : undefined;
}

/**
 * Asks the service itself, which turns whoever it is away before the operation: with the same problem for all (`openapi.test.ts`), so that it is
 * compared without the proxy, which takes ten times as long.
 */
const turnedAway: TestApp['ask'] = async (token, request) => {
  const answer = await test.ask(token, request);
  const operation = operationOf(request.method ?? 'GET', String(request.url));
  if (operation === undefined) throw new Error(`${request.url} is in no document`);
  // Some find nothing wrong: what succeeds is compared where the request is good.
  if (answer.status < 400) return answer;
  const isOne = answer.headers['content-type'] === problemMediaType && isProblem(answer.body);
  if (!isOne) violations.push(`${operation.name}: ${JSON.stringify(answer)}`);
  noteAnswer(operation, answer);
  return answer;
};

/** A path with values that the office has, the first two of each. */
function urlsOf(path: string): readonly string[] {
  const filled = [...path.matchAll(/\{(\w+)\}/g)].reduce<readonly string[]>(
    (urls, [whole, name = '']) => {
      const values = office.parameters[name] ?? [newId<'nobody'>()];
      return urls.flatMap((url) => values.slice(0, 2).map((value) => url.replace(whole, value)));
    },
    [path],
  );
  const queries = office.queries[path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1')] ?? [''];
  return filled.flatMap((url) => queries.map((query) => `${url}${query}`));
}

const unknownIds = (path: string) => path.replaceAll(/\{\w+\}/g, () => newId<'nobody'>());

/**
 * Of which no request succeeds through a proxy of HTTP: the stream succeeds by becoming a WebSocket, and `test/live/` follows it; a session is ended,
 * proved and elevated by its cookie, from a page of the very host (`test/api/sign-in/`). Nobody goes to a
 * provider from an office that has none (`test/api/sign-in/single-sign-on.test.ts`).
 */
const neverGood: readonly string[] = [
  'get /api/v1/sites/{site}/live',
  'post /api/v1/sign-out',
  'post /api/v1/own/prove',
  'post /api/v1/own/prove/passkey',
  'post /api/v1/own/elevation',
  'post /api/v1/sign-in/single-sign-on',
  'get /api/v1/sign-in/single-sign-on/return',
  'post /api/v1/own/provider-links',
  'post /api/v1/own/provider-links/{link}/remove',
  'post /api/v1/own/lock',
];

describe('a validating proxy before the service', () => {
  it('finds nothing in what an office does all day', async () => {
    office = await aFilledOffice({ ...test, ask });
    await actInOffice({ ...test, ask }, office);
    await actOnApplications({ ...test, ask }, office);
    await actByTwo({ ...test, ask }, office);
    await actOnVisits({ ...test, ask });
    await actOnSignIns({ ...test, ask }, office.siteId);
    expect(violations.splice(0)).toEqual([]);
  });

  it('finds nothing in what docs/reception.md tells of a day at the desk', async () => {
    const { house, follow } = await receptionOfDoc();
    await proxy.standBefore(house.test);
    await follow(ask, () => undefined);
    await proxy.standBefore(test);
    await house.test.close();
    expect(violations.splice(0)).toEqual([]);
  });

  it('finds nothing in what is read', async () => {
    for (const { method, path, action } of operations) {
      if (method !== 'GET') continue;
      const role = action === undefined ? undefined : authorization[action].roles[0];
      const held = action && authorization[action].scope === 'ministry' ? 'for the ministry' : 'at the site';
      const token = role && (await aTokenOfRole(test, role, office.siteId, held));
      for (const url of urlsOf(path)) await ask(token, { method, url });
    }
    expect(violations.splice(0)).toEqual([]);
  });

  it('is spared 406: whoever accepts nothing that the service gives is answered as anybody', async () => {
    for (const { method, path, name } of operations) {
      const asked = { method, url: unknownIds(path), ...(method === 'GET' ? {} : { payload: {} }) };
      const [plain, picky] = await Promise.all(
        ['*/*', 'application/x-none;q=1, */*;q=0'].map((accept) =>
          test.ask(undefined, { ...asked, headers: { accept } }),
        ),
      );
      expect(picky?.status, name).toBe(plain?.status);
      expect(picky?.headers['content-type'], name).toBe(plain?.headers['content-type']);
    }
  });

  it('finds nothing in what is refused', async () => {
    const revoked = await aTokenOfRole(test, 'ciso', office.siteId);
    await revokeToken(test.deps, fromTerminal(), { tokenId: revoked.slice(3, 19), reason: '紛失' });
    const tokens = new Map<string, string>();
    for (const role of roles) tokens.set(role, await aTokenOfRole(test, role, office.siteId));
    for (const { method, path, action, takesBody, name } of operations) {
      if (action === undefined) continue;
      const may: readonly string[] = authorization[action].roles;
      const url = unknownIds(path.replace('{site}', office.siteId));
      const wrong = method === 'GET' ? { method, url } : { method, url, payload: { no: 'such field' } };
      expect((await turnedAway(revoked, wrong)).status, name).toBe(401);
      const stranger = roles.find((role) => !may.includes(role));
      if (stranger !== undefined)
        expect((await turnedAway(tokens.get(stranger), wrong)).status, name).toBe(403);
      const token = tokens.get(may[0] ?? '');
      await turnedAway(token, wrong);
      if (path.includes('{site}')) {
        expect((await turnedAway(token, { ...wrong, url: unknownIds(path) })).status, name).toBe(404);
      }
      if (takesBody) {
        const headers = { 'content-type': 'text/csv', 'if-match': '*' };
        await turnedAway(token, { method, url, payload: 'a;b', headers });
      }
    }
    expect(violations.splice(0)).toEqual([]);
  });

  it('was sent a good request of every operation but those that stand here', () => {
    const good = (name: string) => [...(answered.get(name) ?? [])].some((status) => status < 300);
    expect(operations.map(({ name }) => name).filter((name) => !good(name))).toEqual(neverGood);
  });

  it('is answered with no status that the document does not state', () => {
    const unstated = operations.flatMap(({ name, stated }) =>
      [...(answered.get(name) ?? [])]
        .filter((status) => !stated.includes(status))
        .map((status) => `${name}: ${status}`),
    );
    expect(unstated).toEqual([]);
  });
});
