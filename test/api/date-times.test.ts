import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownFormats } from '../../src/api/edge/set-validators.ts';
import { newId } from '../../src/kernel/ids.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { dateTimeForms } from '../support/date-time-forms.ts';
import { dereferenced } from '../support/dereferenced.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

type Schema = Readonly<Record<string, unknown>>;
type Operation = { readonly name: string; readonly parameters?: readonly Parameter[] } & Schema;
type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly description?: string;
  readonly schema: Schema;
};

let test: TestApp;
let office: Office;
let operations: readonly Operation[];
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  const { body } = await test.ask(undefined, { url: '/openapi.json' });
  operations = Object.entries(Object(dereferenced(body).paths)).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => ({
      ...Object(operation),
      name: `${method} ${path}`,
    })),
  );
});
afterAll(() => test.close());

/** Where a schema has date-times: the keys and indexes that lead to each, in every shape of a choice. */
function placesOf(schema: unknown, way: readonly (string | number)[] = []): readonly (string | number)[][] {
  const { format, properties, items, ...rest } = Object(schema);
  if (format === 'date-time') return [[...way]];
  const shapes = ['anyOf', 'oneOf', 'allOf'].flatMap((choice) => Object.values(Object(rest[choice])));
  return [
    ...Object.entries(Object(properties)).flatMap(([name, inner]) => placesOf(inner, [...way, name])),
    ...(items === undefined ? [] : placesOf(items, [...way, 0])),
    ...shapes.flatMap((shape) => placesOf(shape, way)),
  ];
}

/** A value that has only this, at the end of the way. */
function only(way: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = way;
  if (first === undefined) return value;
  return typeof first === 'number' ? [only(rest, value)] : { [first]: only(rest, value) };
}

const bodyOf = ({ requestBody }: Operation): Schema =>
  Object(requestBody).content?.['application/json']?.schema ?? {};

describe('a date-time', () => {
  it('of a body has one answer, in every operation and at every place', () => {
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true, logger: false });
    for (const [format, isWritten] of Object.entries(ownFormats)) ajv.addFormat(format, isWritten);
    const places = operations.flatMap((operation) =>
      placesOf(bodyOf(operation)).map((way) => [operation, way] as const),
    );
    expect(places.length).toBeGreaterThan(20);
    for (const [operation, way] of places) {
      const validate = ajv.compile(bodyOf(operation));
      const at = way.map((step) => `/${step}`).join('');
      for (const [text, moment] of dateTimeForms) {
        validate(only(way, text));
        const refused = validate.errors?.some(
          ({ instancePath, keyword }) => instancePath === at && keyword === 'format',
        );
        expect(refused ?? false, `${operation.name} ${at} ${text}`).toBe(moment === undefined);
      }
    }
  });

  it('of a query has the same, and no other than a moment is looked for', async () => {
    const asked = operations.flatMap((operation) =>
      (operation.parameters ?? []).filter(isDateTime).map((parameter) => [operation, parameter] as const),
    );
    const named = operations.flatMap(({ parameters = [] }) =>
      parameters.filter(({ in: part, name }) => part === 'query' && /^(from|until|at|.*At)$/.test(name)),
    );
    expect(asked.map(([, parameter]) => parameter)).toEqual(named);
    expect(asked.length).toBeGreaterThan(5);
    for (const [{ name, parameters = [], 'x-roles': roles }, parameter] of asked) {
      const [method = '', path = ''] = name.split(' ');
      const token = await aTokenOfRole(test, Object(roles)[0], office.siteId, 'for the ministry');
      const url = path
        .replace('{site}', office.siteId)
        .replace('{person}', office.persons[0]?.id ?? '')
        .replace('{zone}', 'hall')
        .replace('{record}', 'passages')
        .replaceAll(/\{\w+\}/g, () => newId<'nobody'>());
      for (const [text, moment] of dateTimeForms) {
        const query = Object.fromEntries(
          parameters.filter(isDateTime).map((one) => [one.name, one === parameter ? text : widest(one.name)]),
        );
        const answer = await test.ask(token, { method: Object(method.toUpperCase()).valueOf(), url, query });
        const at = `/query/${parameter.name}`;
        const refused =
          answer.status === 400 && answer.body.errors.some((one: { at: string }) => one.at === at);
        expect(answer.status, `${name} ${parameter.name} ${text}`).toBeLessThan(500);
        // Who is where later, or may do what, nobody knows yet.
        const isToCome =
          isOfThePast(name, parameter) && moment !== undefined && new Date(moment) > test.clock.now();
        expect(refused, `${name} ${parameter.name} ${text}`).toBe(moment === undefined || isToCome);
      }
    }
  });
});

function isOfThePast(operation: string, { name }: Parameter): boolean {
  return (
    (/^(at|knownAt)$/.test(name) && /\/(presence|occupancy|history|role-holders)$/.test(operation)) ||
    (/^(from|at)$/.test(name) && operation.endsWith('/rights-differences'))
  );
}

/** A moment, or a bound that may be a date. */
function isDateTime({ in: part, description = '', schema }: Parameter): boolean {
  return part === 'query' && (placesOf(schema).length > 0 || description.startsWith('日時'));
}

/** The other bound, such that the asked one lies within. */
function widest(name: string): string {
  return name === 'until' ? '9999-12-31T23:59:59.999Z' : '1900-01-01T00:00:00Z';
}
