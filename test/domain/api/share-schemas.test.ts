import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareSchemas } from '../../../src/api/openapi/share-schemas.ts';
import { dereferenced } from '../../support/dereferenced.ts';

const text = { type: 'string' };
const place = { title: 'Place', type: 'object', required: ['zone', 'hidden'], properties: { zone: text } };
const askedPlace = { ...place, required: ['zone'] };

function aDocument(answer: object, request?: object) {
  const operation = {
    ...(request === undefined ? {} : { requestBody: content(request) }),
    responses: { 200: content(answer), 404: problem },
  };
  return {
    openapi: '3.1.0',
    paths: { '/places': { post: operation, get: { responses: { 404: problem } } } },
  };
}

function content(schema: object) {
  return { content: { 'application/json': { schema } } };
}

const problem = {
  description: 'not-found',
  content: { 'application/problem+json': { schema: { title: 'Problem', type: 'object' } } },
};

describe('shareSchemas', () => {
  it('writes a titled schema once and names it wherever it stood', () => {
    const shared = shareSchemas(aDocument({ type: 'array', items: place }, place));
    const named = { $ref: '#/components/schemas/Place' };
    expect(shared).toMatchObject({
      paths: {
        '/places': {
          post: { requestBody: content(named), responses: { 200: content({ type: 'array', items: named }) } },
        },
      },
      components: { schemas: { Place: place } },
    });
  });

  it('writes a problem once a status', () => {
    const { paths, components } = Object(shareSchemas(aDocument(text)));
    const named = { $ref: '#/components/responses/Problem404' };
    expect(paths['/places'].post.responses[404]).toEqual(named);
    expect(paths['/places'].get.responses[404]).toEqual(named);
    expect(components.responses.Problem404.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
  });

  it('calls what a request may leave out a draft of what is answered, with all that holds it', () => {
    const house = (inside: object) => ({ title: 'House', type: 'object', properties: { inside } });
    const { components } = Object(shareSchemas(aDocument(house(place), house(askedPlace))));
    expect(components.schemas).toMatchObject({
      House: { properties: { inside: { $ref: '#/components/schemas/Place' } } },
      HouseDraft: {
        title: 'HouseDraft',
        properties: { inside: { $ref: '#/components/schemas/PlaceDraft' } },
      },
      PlaceDraft: { required: ['zone'] },
    });
  });

  it('takes the order of keys for nothing', () => {
    const { type, title, ...rest } = place;
    const { components } = Object(shareSchemas(aDocument(place, { ...rest, type, title })));
    expect(Object.keys(components.schemas)).toEqual(['Place', 'Problem']);
  });

  it('lets properties, examples and defaults be called as they are', () => {
    const odd = { type: 'object', properties: { title: text, default: { title: 'Odd', type: 'object' } } };
    const { paths, components } = Object(
      shareSchemas(aDocument(odd, { ...text, examples: [{ title: 'Example' }], default: { title: 'None' } })),
    );
    expect(Object.keys(components.schemas)).toEqual(['Odd', 'Problem']);
    expect(paths['/places'].post.requestBody.content['application/json'].schema.default).toEqual({
      title: 'None',
    });
  });

  it('refuses two answers of one title that differ', () => {
    const both = { type: 'object', properties: { from: place, to: askedPlace } };
    expect(() => shareSchemas(aDocument(both))).toThrow('Place');
  });

  it('says the same once every name is replaced by what it names', () => {
    const anySchema = fc.letrec<{ schema: object }>((tie) => ({
      schema: fc.oneof(
        { depthSize: 'small' },
        fc.constant(text),
        fc.record({ type: fc.constant('array'), items: tie('schema') }),
        fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom('a', 'title', 'default', 'properties'), tie('schema')),
        }),
      ),
    })).schema;
    fc.assert(
      fc.property(anySchema, anySchema, (answer, request) => {
        const document = aDocument(titled(answer), titled(request));
        const { components: _, ...said } = dereferenced(shareSchemas(document));
        expect(said).toEqual(document);
      }),
    );
  });
});

/** The schema with a title on every part of it: one a meaning. */
function titled(schema: object): object {
  function walk(value: unknown, isSchema: boolean): unknown {
    if (Array.isArray(value)) return value.map((item) => walk(item, isSchema));
    if (typeof value !== 'object' || value === null) return value;
    const inner = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, walk(item, !isSchema || key !== 'properties')]),
    );
    if (!isSchema || value === text) return inner;
    return { ...inner, title: Buffer.from(JSON.stringify(inner)).toString('hex') };
  }
  return Object(walk(schema, true));
}
