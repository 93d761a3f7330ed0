import { newId } from '../../src/kernel/ids.ts';
import type { ActDeps } from '../../src/log/writing/perform-act.ts';
import { aTokenOfRole } from './role-tokens.ts';
import type { TestAnswer, TestApp } from './test-app.ts';

/** An operation of the API that takes a body, and how somebody who may sends it one. */
export type BodyOperation = {
  /** As `post /api/v1/gateway/events`. */
  readonly name: string;
  /** What the largest body may be. */
  readonly bounds: { readonly bytes: number; readonly values: number; readonly names: number };
  /** What the document shows of it. */
  readonly example: unknown;
  readonly send: (payload: string | Buffer) => Promise<TestAnswer>;
};

/** A table of people or things, pasted or as a file. */
const aList = { bytes: 1_048_576, values: 5_000, names: 500 };

const aPlan = { bytes: 16_777_216, values: 800_000, names: 500 };

/** What may be larger than any act of one person or thing. */
const larger: Readonly<Record<string, BodyOperation['bounds']>> = {
  'post /api/v1/gateway/events': { bytes: 1_048_576, values: 30_000, names: 30_000 },
  'post /api/v1/roster-transfers': { bytes: 4_194_304, values: 60_000, names: 500 },
  'put /api/v1/sites/{site}/plan': aPlan,
  'post /api/v1/sites/{site}/what-if': aPlan,
  'post /api/v1/sites/{site}/visit-lists': aList,
  'post /api/v1/sites/{site}/equipment/import': aList,
  'post /api/v1/sites/{site}/visits/{visit}/press-registrations': aList,
};
const usual = { bytes: 65_536, values: 5_000, names: 500 };

/** Every operation that takes a body, each with a token of a role that may. */
export async function bodyOperations(
  test: Pick<TestApp, 'ask' | 'pool'> & Pick<ActDeps, 'clock'>,
  siteId: string,
  /** What stands in the paths, by the names of their parameters; any other id is nobody's. */
  parameters: Readonly<Record<string, string>> = {},
): Promise<readonly BodyOperation[]> {
  const tokens = new Map<string, string>();
  const { body } = await test.ask(undefined, { url: '/openapi.json' });
  const found: BodyOperation[] = [];
  for (const [path, methods] of Object.entries(Object(body.paths))) {
    for (const [method, operation] of Object.entries(Object(methods))) {
      const { 'x-roles': roles, requestBody } = Object(operation);
      if (requestBody === undefined) continue;
      // Whoever signs in shows no token.
      const role = roles?.[0];
      if (role !== undefined && !tokens.has(role))
        tokens.set(role, await aTokenOfRole(test, role, siteId, 'for the ministry'));
      const name = `${method} ${path}`;
      const request = {
        method: Object(method.toUpperCase()).valueOf(),
        url: path
          .replace('{site}', siteId)
          .replaceAll(/\{(\w+)\}/g, (_, parameter: string) => parameters[parameter] ?? newId<'nobody'>()),
        headers: { 'content-type': 'application/json', 'if-match': '"0"' },
      };
      const send = (payload: string | Buffer) => test.ask(tokens.get(role), { ...request, payload });
      const { example } = Object(requestBody).content['application/json'];
      found.push({ name, bounds: larger[name] ?? usual, example, send });
    }
  }
  return found;
}
