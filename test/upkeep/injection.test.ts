import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFolder } from '../../src/db/package-folder.ts';
import { newId } from '../../src/kernel/ids.ts';
import { aFilledOffice, type FilledOffice } from '../support/a-filled-office.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { watchErrors } from '../support/watch-errors.ts';

/** How a value could end the text, the name, the list or the comment into which somebody pasted it. */
const ends = ["'", "''", "')", "'))", '"', '")', '$$', "\\'", '*/', '%', '0', "'::text"];
/** What it could then ask of the database: each would be heard of, or answered with an error of its own. */
const orders = [
  "; select pg_notify('struck', '') --",
  " or pg_notify('struck', '') is null --",
  ' union select no_such_column --',
  ' from no_such_table --',
  ' || (select 1/0)::text --',
];
const payloads = ends.flatMap((end) => orders.map((order) => end + order));

/** 42…: what was asked is no SQL, or names what is not there; 22012: it was computed. A right that is lacking is neither. */
const isStruck = (state: string) => (state.startsWith('42') && state !== '42501') || state === '22012';

/** A place of a request where a text can stand, and the request with this text there; resolves to the status of the answer. */
type Input = {
  readonly name: string;
  readonly isAsked: boolean;
  readonly send: (text: string) => Promise<number>;
};

let test: TestApp;
let office: FilledOffice;
let inputs: readonly Input[];
let refusedBy: { readonly app: readonly string[]; readonly batches: readonly string[] };
const heard: string[] = [];
let stopListening: () => void;

beforeAll(async () => {
  test = await startTestApp();
  office = await aFilledOffice(test);
  inputs = await findInputs();
  const listener = await test.pool.connect();
  listener.on('notification', ({ channel }) => heard.push(channel));
  await listener.query('listen struck');
  stopListening = () => listener.release(true);
  refusedBy = { app: watchErrors(test.pool), batches: watchErrors(test.batchPool) };
});
afterAll(async () => {
  stopListening();
  await test.close();
});

/** Every place for a text in the path, the query and the body of every operation, asked by somebody who may. */
async function findInputs(): Promise<readonly Input[]> {
  const tokens = new Map<string, string>();
  const { body } = await test.ask(undefined, { url: '/openapi.json' });
  const found: Input[] = [];
  for (const [path, methods] of Object.entries(Object(body.paths))) {
    for (const [method, operation] of Object.entries(Object(methods))) {
      const { 'x-roles': roles, requestBody, parameters = [] } = Object(operation);
      const role = roles?.[0];
      if (role !== undefined && !tokens.has(role))
        tokens.set(role, await aTokenOfRole(test, role, office.siteId, 'for the ministry'));
      const example = requestBody && Object(requestBody).content['application/json'].example;
      const ask = async (url: string, payload: unknown) => {
        const sent = example === undefined ? {} : { payload: JSON.stringify(payload) };
        const headers = { 'if-match': '"0"', ...(example && { 'content-type': 'application/json' }) };
        const request = { method: Object(method.toUpperCase()).valueOf(), url, headers, ...sent };
        return (await test.ask(tokens.get(role), request)).status;
      };
      const name = `${method} ${path}`;
      for (const one of namesIn(path)) {
        const send = (text: string) => ask(filled(path, { [one]: encodeURIComponent(text) }), example);
        found.push({ name: `${name} {${one}}`, isAsked: false, send });
      }
      for (const { in: where, name: one } of parameters) {
        if (where !== 'query') continue;
        const send = (text: string) => ask(`${filled(path)}?${one}=${encodeURIComponent(text)}`, example);
        found.push({ name: `${name} ?${one}`, isAsked: true, send });
      }
      for (const at of placesIn(example)) {
        const send = (text: string) => ask(filled(path), placed(example, at, text));
        found.push({ name: `${name} /${at.join('/')}`, isAsked: false, send });
      }
    }
  }
  return found;
}

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** A path with what stands in the office for its parameters, or this instead. */
function filled(path: string, instead: Readonly<Record<string, string>> = {}): string {
  return path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => instead[name] ?? office.parameters[name]?.[0] ?? newId<'nobody'>(),
  );
}

/** Where texts stand in a value. */
function placesIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value === 'string') return [[]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => placesIn(part).map((at) => [key, ...at]));
}

/** The value, with this text in that place. */
function placed(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  const part = placed(Reflect.get(Object(value), key), rest, text);
  return Array.isArray(value) ? value.with(Number(key), part) : { ...Object(value), [key]: part };
}

describe('T-13, AT-705, METI 59(4): what could be SQL', () => {
  it('is data wherever a request can hold a text: the database is asked for nothing else', async () => {
    expect(payloads).toHaveLength(60);
    expect(new Set(inputs.map(({ name }) => name)).size).toBe(inputs.length);
    expect(inputs.length).toBeGreaterThan(1_000);
    let sent = 0;
    for (const { name, isAsked, send } of inputs) {
      // A list is asked in every way; elsewhere the ways come round, three at a time.
      for (let nth = 0; nth < (isAsked ? payloads.length : 3); nth += 1) {
        // No two are the same: a text that was a password somewhere may stand nowhere else.
        const text = `${payloads[sent % payloads.length]} ${sent}`;
        sent += 1;
        expect(await send(text), `${name} ${text}`).toBeLessThan(500);
      }
      expect([...refusedBy.app, ...refusedBy.batches].filter(isStruck), name).toEqual([]);
    }
    expect(heard).toEqual([]);
  });

  it('would be noticed here', async () => {
    const strike = (text: string) => test.pool.query(`select '${text}'`).catch(() => undefined);
    for (const text of ["' from no_such_table --", "' || (select 1/0)::text --"]) await strike(text);
    expect(refusedBy.app.filter(isStruck)).toEqual(['42P01', '22012']);
    await strike("'; select pg_notify('struck', '') --");
    await expect.poll(() => heard).toEqual(['struck']);
  });

  it('is written by a builder without the hole in names that 0.45.2 closed', () => {
    const lock = JSON.parse(readFileSync(join(packageFolder(), 'package-lock.json'), 'utf8'));
    const version: string = lock.packages['node_modules/drizzle-orm'].version;
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(major * 1_000_000 + minor * 1_000 + patch, version).toBeGreaterThanOrEqual(45_002);
  });
});
