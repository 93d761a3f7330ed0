import swagger, { type SwaggerTransform } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { Type } from 'typebox';
import { authorization } from '../authority/authorization.ts';
import { problems } from '../kernel/problem.ts';
import { asAsked } from './as-asked.ts';
import { problemMediaType, sendProblem } from './send-problem.ts';

const Problem = Type.Object(
  {
    type: Type.String({ description: '/problems/<code>; docs/problems.md' }),
    title: Type.String(),
    status: Type.Integer(),
    instance: Type.String({ description: '受付番号' }),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Type.Object({ at: Type.String(), message: Type.String() }))),
  },
  { title: 'Problem', description: 'RFC 9457' },
);

/** The OpenAPI 3.1 document, built from the schemas of the routes; to be set before any route. */
export async function setOpenapi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '関所 Sekisho',
        version,
        description: '府省庁の庁舎の扉と受付。統一技術基準 2.3.1.1 と別表1・2 による。',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform,
  });
  app.get('/openapi.json', { config: { action: 'public' }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
}

/** The page of the document: its files come from this service alone, nothing is fetched from elsewhere. */
export async function setDocs(app: FastifyInstance): Promise<void> {
  // A path that names no file of the page, whatever it tries to be.
  app.setErrorHandler((_error, request, reply) => sendProblem(request, reply, { code: 'not-found' }));
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { deepLinking: true },
    validatorUrl: false,
  });
}

const transform: SwaggerTransform = ({ schema, url, route }) => {
  const { action = 'public', clause, documentedBody } = route.config ?? {};
  const method = String(route.method);
  const secured = action !== 'public';
  return {
    url,
    schema: {
      operationId: operationId(method, url),
      ...schema,
      ...askedOf(schema, documentedBody),
      headers: headersOf(method, action, schema),
      tags: schema?.tags ?? [secured ? tagOf(action) : '公開'],
      security: secured ? [{ bearer: [] }] : [],
      response: { ...problemResponses(method, url, schema, secured), ...responsesOf(schema) },
      ...(clause === undefined ? {} : { 'x-clause': clause }),
      ...(secured ? { 'x-action': action, 'x-roles': authorization[action].roles } : {}),
    },
  };
};

function askedOf(schema: FastifySchema | undefined, documentedBody: unknown): FastifySchema {
  const parts = { body: documentedBody ?? schema?.body, querystring: schema?.querystring };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, asked]) => (asked === undefined ? [] : [[part, asAsked(asked)]])),
  );
}

function responsesOf(schema: FastifySchema | undefined): object {
  return typeof schema?.response === 'object' && schema.response !== null ? schema.response : {};
}

/** The headers an operation reads beside the token; documented here, checked where they are used. */
function headersOf(method: string, action: string, schema: FastifySchema | undefined) {
  if (changesWhatWasRead(method)) {
    return Type.Object({
      'If-Match': Type.String({ description: '読み取ったときの ETag（必須。ほかの変更が先なら 412）' }),
    });
  }
  const creates = method === 'POST' && '201' in responsesOf(schema) && action !== 'live.follow';
  return creates ? Type.Object({ 'Idempotency-Key': Type.Optional(IdempotencyKey) }) : undefined;
}

const IdempotencyKey = Type.String({
  description: '同じキーで送り直しても一度だけ行う（7 日間。別の本文なら 422）',
});

function changesWhatWasRead(method: string): boolean {
  return method === 'PUT' || method === 'PATCH';
}

function tagOf(action: keyof typeof authorization): string {
  return action.slice(0, action.indexOf('.'));
}

/** `get /sites/{site}/plan` → `get-sites-site-plan` */
function operationId(method: string, url: string): string {
  const words = url.replace(/^\/api\/v1/, '').match(/[A-Za-z0-9]+/g) ?? ['root'];
  return [method.toLowerCase(), ...words].join('-');
}

/** What may go wrong, by what the operation takes: each is a problem of the registry. */
function problemResponses(method: string, url: string, schema: FastifySchema | undefined, secured: boolean) {
  const takesInput =
    schema?.body !== undefined || schema?.querystring !== undefined || schema?.params !== undefined;
  const statuses = [
    ...(takesInput ? [400] : []),
    ...(secured ? [401, 403] : []),
    ...(url.includes(':') ? [404] : []),
    ...(schema?.body === undefined ? [] : [409, 413, 415, 422]),
    ...(changesWhatWasRead(method) ? [412, 428] : []),
    500,
    503,
  ];
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(status)]));
}

function problemResponse(status: number) {
  const codes = Object.entries(problems).filter(([, problem]) => problem.status === status);
  return {
    description: codes.map(([code, { title }]) => `${code}: ${title}`).join('\n'),
    content: { [problemMediaType]: { schema: Problem } },
  };
}
