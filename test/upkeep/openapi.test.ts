import { beforeAll, describe, expect, it } from 'vitest';
import { patternWords } from '../../src/api/faults/pattern-words.ts';
import { wordsOfKeyword } from '../../src/api/faults/words-of-fault.ts';
import { bodyExamples } from '../../src/api/openapi/examples/body-examples.ts';
import { shareSchemas } from '../../src/api/openapi/share-schemas.ts';
import { inSlices } from '../../src/kernel/in-slices.ts';
import { canonicalJson } from '../../src/log/entry/canonical-json.ts';
import { aBareApp } from '../support/a-bare-app.ts';
import { anAjv } from '../support/an-ajv.ts';
import { dereferenced } from '../support/dereferenced.ts';
import { theDocument } from '../support/the-document.ts';

type Operation = {
  readonly name: string;
  readonly path: string;
  readonly operationId: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
};

/** Bytes of JSON an operation, shared parts among them; without shared parts it was 6,800. */
const largestShare = 2_500;
/** An object of more members than this is written once, under a name. */
const smallEnough = 2;

let document: Awaited<ReturnType<typeof theDocument>>;
let operations: readonly Operation[];

beforeAll(async () => {
  document = await theDocument();
  const whole = dereferenced(document);
  operations = Object.entries(Object(document.paths)).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => ({
      ...Object(operation),
      parameters: whole.paths[path][method].parameters,
      name: `${method} ${path}`,
      path,
    })),
  );
});

/** Every object within a JSON value, with where it stands. */
function objectsOf(
  value: unknown,
  at = '',
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) => objectsOf(item, `${at}/${key}`));
  return Array.isArray(value) ? inner : [[at, Object(value)], ...inner];
}

describe('the OpenAPI document', () => {
  it('has schemas that can all be compiled', async () => {
    const app = await aBareApp();
    await inSlices(app.compilers.compileAll());
    await app.close();
  });

  it('is of a size that a reader and a generator of clients can take', () => {
    expect(Buffer.byteLength(JSON.stringify(document)) / operations.length).toBeLessThanOrEqual(largestShare);
  });

  it('says the same with each part in its place as with parts named', () => {
    const { components: _, ...said } = dereferenced(document);
    const { securitySchemes } = document.components;
    expect(shareSchemas({ ...said, components: { securitySchemes } })).toEqual(document);
  });

  it('names every part it has, and has no object of several members twice', () => {
    const named = new Set(
      objectsOf(document).flatMap(([, { $ref }]) => (typeof $ref === 'string' ? $ref : [])),
    );
    const { schemas, responses, parameters } = document.components;
    const parts = [
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(responses).map((name) => `#/components/responses/${name}`),
      ...Object.keys(parameters).map((name) => `#/components/parameters/${name}`),
    ];
    expect([...named].toSorted()).toEqual(parts.toSorted());

    const places = new Map<string, string[]>();
    for (const [at, { title: _, ...schema }] of objectsOf(document)) {
      if (Object.keys(Object(schema.properties)).length <= smallEnough) continue;
      const meaning = canonicalJson(schema);
      places.set(meaning, [...(places.get(meaning) ?? []), at]);
    }
    expect([...places.values()].filter(({ length }) => length > 1)).toEqual([]);
  });

  it('calls the problem by its name, everywhere', () => {
    const media = objectsOf(document).filter(([at]) => at.endsWith('/application/problem+json'));
    expect(media.length).toBeGreaterThan(5);
    for (const [at, { schema }] of media) {
      expect(at).toMatch(/^\/components\/responses\/Problem(\d{3})?\//);
      expect(schema).toEqual({ $ref: '#/components/schemas/Problem' });
    }
    for (const { name, responses } of operations) {
      for (const status of Object.keys(responses).filter((one) => Number(one) >= 400)) {
        // What is not ready says what it lacks.
        if (name === 'get /readyz' && status === '503') continue;
        expect(responses[status], name).toEqual({ $ref: `#/components/responses/Problem${status}` });
      }
      expect(responses.default, name).toEqual({ $ref: '#/components/responses/Problem' });
    }
  });

  it('asks by no keyword that has no words', () => {
    const { paths } = dereferenced(document);
    const asked = objectsOf(paths).filter(([at]) => /\/(requestBody|parameters)\/.*\/schema(\/|$)/.test(at));
    const asksNothing =
      /^(title|description|default|examples?|properties|items|prefixItems|x-.*|\$schema|oneOf|nullable)$/;
    const used = new Set(
      asked
        .filter(([at]) => !/\/properties$|\/(default|examples?)(\/|$)/.test(at))
        .flatMap(([, schema]) => Object.keys(schema)),
    );
    const untold = [...used].filter((word) => !asksNothing.test(word) && !(word in wordsOfKeyword));
    expect(untold).toEqual([]);
    expect(used.size).toBeGreaterThan(10);
  });

  it('asks by no pattern that has no words, and none has words that it does not ask by', () => {
    const asked = objectsOf(document).flatMap(([at, { pattern }]) =>
      typeof pattern === 'string' && /\/schemas?(\/|$)/.test(at) ? [pattern] : [],
    );
    expect([...new Set(asked)].toSorted()).toEqual(Object.keys(patternWords).toSorted());
  });

  it('shows of every body an example that is one', () => {
    const ajv = anAjv();
    const { paths } = dereferenced(document);
    const bodies = objectsOf(paths).filter(([at]) => at.endsWith('/requestBody/content/application/json'));
    expect(bodies.length).toBeGreaterThan(150);
    const faults = bodies.flatMap(([at, { schema, example }]) => {
      if (example === undefined) return [[at, 'no example']];
      const isOne = ajv.compile(Object(schema));
      return isOne(example) ? [] : [[at, ajv.errorsText(isOne.errors)]];
    });
    expect(faults).toEqual([]);

    const named = new Set(operations.map(({ name }) => name));
    const ofNothing = Object.keys(bodyExamples).filter((key) => {
      const [method = '', path = ''] = key.split(' ');
      return !named.has(`${method.toLowerCase()} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
    expect(ofNothing).toEqual([]);
  });

  it('numbers each event of a gateway by its own seq', () => {
    const { example } = document.paths['/api/v1/gateway/events'].post.requestBody.content['application/json'];
    const seqs = example.events.map(({ seq }: { seq: number }) => seq);
    expect(seqs.length).toBeGreaterThan(10);
    expect(new Set(seqs).size).toBe(seqs.length);
  });

  it('has schemas that are JSON Schema 2020-12, and no keyword that is none', () => {
    const ajv = anAjv();
    const { paths } = dereferenced(document);
    const schemas = objectsOf(paths).filter(([at]) => at.endsWith('/schema'));
    expect(schemas.length).toBeGreaterThan(operations.length);
    // Most are one of a few: the problem, an id.
    const distinct = new Map(schemas.map(([at, schema]) => [JSON.stringify(schema), [at, schema] as const]));
    for (const [at, schema] of distinct.values()) expect(() => ajv.compile(schema), at).not.toThrow();
  });
});

/** What the recommended rules of redocly and spectral ask of it, as far as the shape of our routes does not already give it. */
describe('whoever makes a client of the document', () => {
  it('knows where the service is, whose it is and under which terms', () => {
    const { servers, info } = document;
    expect(servers.map(({ url }: { url: string }) => url)).toEqual(['/']);
    for (const part of [info.description, info.contact.name, info.license.name, info.license.identifier])
      expect(part).toMatch(/\S/);
  });

  it('can call each operation by a name of its own', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9-]+$/);
  });

  it('finds each operation in one area that is told of, and no area empty', () => {
    const areas = document.tags.map(({ name }: { name: string }) => name);
    for (const { description } of document.tags) expect(description).toMatch(/\S/);
    for (const { name, tags } of operations) expect(tags, name).toHaveLength(1);
    expect(new Set(operations.flatMap(({ tags }) => tags))).toEqual(new Set(areas));
  });

  it('is told what each operation does, how it succeeds and how it fails', () => {
    for (const { name, description, responses } of operations) {
      expect(description, name).toMatch(/\S/);
      const statuses = Object.keys(responses);
      // The stream succeeds by becoming a WebSocket; a browser that comes back from a provider is sent to a page.
      expect(
        statuses.some((status) => /^(2\d\d|101|303)$/.test(status)),
        name,
      ).toBe(true);
      expect(
        statuses.some((status) => /^4\d\d$/.test(status)),
        name,
      ).toBe(true);
    }
  });

  it('finds every parameter of a path described, and no other', () => {
    for (const { name, path, parameters = [] } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const described = parameters.filter((parameter) => parameter.in === 'path').map((one) => one.name);
      expect(described.toSorted(), name).toEqual(inPath.toSorted());
    }
  });
});
