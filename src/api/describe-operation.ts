import type { SwaggerTransform } from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { Type } from 'typebox';
import { authorization } from '../authority/authorization.ts';
import { asAsked } from './as-asked.ts';
import { problemResponse } from './problem-response.ts';

/** An operation as the document shows it: what the route's schema and config say, and what follows from them. */
export const describeOperation: SwaggerTransform = ({ schema, url, route }) => {
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
