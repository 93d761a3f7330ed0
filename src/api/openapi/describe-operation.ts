import type { SwaggerTransform } from '@fastify/swagger';
import type { FastifyContextConfig, FastifySchema } from 'fastify';
import { Type } from 'typebox';
import { asksForProof } from '../../authority/asks-for-proof.ts';
import { type Action, authorization } from '../../authority/authorization.ts';
import { areaOf } from './areas.ts';
import { asAsked } from './as-asked.ts';
import { bodyExamples } from './examples/body-examples.ts';
import { problemOfAnyRequest, problemResponse } from './problem-response.ts';

/** An operation as the document shows it: what the route's schema and config say, and what follows from them. */
export const describeOperation: SwaggerTransform = ({ schema, url, route }) => {
  const { action = 'public', clause, documentedBody, ticket } = route.config ?? {};
  const method = String(route.method);
  const secured = action !== 'public';
  return {
    url,
    schema: {
      operationId: operationId(method, url),
      ...schema,
      ...askedOf(schema, documentedBody ?? bodyShown(method, url, schema)),
      headers: headersOf(method, route.config, schema),
      description: descriptionOf(action, method, clause, schema?.description),
      tags: schema?.tags ?? [secured ? areaOf(action) : 'service'],
      ...(secured ? {} : { security: [] }),
      response: {
        ...(ticket === true ? { 101: { type: 'null', description: 'WebSocket に切り替わる' } } : {}),
        ...problemResponses(method, url, schema, route.config),
        ...answersOf(schema),
      },
      ...(clause === undefined ? {} : { 'x-clause': clause }),
      ...(secured ? { 'x-action': action, 'x-roles': authorization[action].roles } : {}),
    },
  };
};

function askedOf(schema: FastifySchema | undefined, body: unknown): FastifySchema {
  const parts = { body, querystring: schema?.querystring };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, asked]) => (asked === undefined ? [] : [[part, asAsked(asked)]])),
  );
}

/** The schema of the route's body with its example. */
function bodyShown(method: string, url: string, schema: FastifySchema | undefined): unknown {
  if (typeof schema?.body !== 'object' || schema.body === null) return undefined;
  const example = new Map(Object.entries(bodyExamples)).get(`${method} ${url.replace(/^\/api\/v1/, '')}`);
  return example === undefined ? schema.body : { ...schema.body, examples: [example] };
}

function responsesOf(schema: FastifySchema | undefined): object {
  return typeof schema?.response === 'object' && schema.response !== null ? schema.response : {};
}

/** The answers of the route's own, each with what its status says. */
function answersOf(schema: FastifySchema | undefined): object {
  return Object.fromEntries(
    Object.entries(responsesOf(schema)).map(([status, answer]) => {
      if (status === '304') return [status, { type: 'null', description: answerWords[status] }];
      const content = 'content' in answer ? answer.content : { 'application/json': { schema: answer } };
      return [status, { description: answerWords[status] ?? '答え', content }];
    }),
  );
}

const answerWords: Readonly<Record<string, string>> = {
  200: '行った、又は読み取ったもの',
  201: '新しくできたもの',
  303: 'ブラウザが次に開く頁',
  304: 'If-None-Match のものから変わっていない',
  503: '足りないもの',
};

const scopeWords = {
  site: 'この庁舎又は省全体の役割で',
  ministry: '省全体の役割で',
  anywhere: 'いずれかの庁舎又は省全体の役割で',
} as const;

/** What the operation does beside its summary, what right it takes and which clause it serves. */
function descriptionOf(
  action: Action | 'public',
  method: string,
  clause: string | undefined,
  own: string | undefined,
): string {
  const right =
    action === 'public'
      ? '主体認証は要りません。'
      : `権限: \`${action}\`（${scopeWords[authorization[action].scope]}）。${proofWords(action, method === 'GET')}`;
  return [own, right, clause === undefined ? undefined : `根拠: ${clause}`]
    .filter((line) => line !== undefined)
    .join('\n\n');
}

function proofWords(action: Action, onlyReads: boolean): string {
  return asksForProof(action, onlyReads)
    ? 'セッションでは、10分以内の再確認（`POST /own/prove`）が要ります。'
    : '';
}

/** The headers an operation reads beside the token; documented here, checked where they are used. */
function headersOf(
  method: string,
  config: FastifyContextConfig | undefined,
  schema: FastifySchema | undefined,
) {
  if (changesWhatWasRead(method, config)) {
    return Type.Object({
      'If-Match': Type.String({ description: '読み取ったときの ETag（必須。ほかの変更が先なら 412）' }),
    });
  }
  if (config?.version === 'named') return Type.Object({ 'If-Match': Type.Optional(IfMatch) });
  if ('304' in responsesOf(schema)) return Type.Object({ 'If-None-Match': Type.Optional(IfNoneMatch) });
  const creates = method === 'POST' && '201' in responsesOf(schema) && config?.action !== 'live.follow';
  return creates ? Type.Object({ 'Idempotency-Key': Type.Optional(IdempotencyKey) }) : undefined;
}

const IdempotencyKey = Type.String({
  description: '同じキーで送り直しても一度だけ行う（7 日間。別の本文なら 422）',
});

const IfMatch = Type.String({ description: '読み取ったときの ETag。付ければ、ほかの変更が先なら 412' });

const IfNoneMatch = Type.String({ description: '前に読み取ったときの ETag。変わっていなければ 304' });

function changesWhatWasRead(method: string, config: FastifyContextConfig | undefined): boolean {
  return method === 'PUT' || method === 'PATCH' || config?.version === 'read';
}

/** `get /sites/{site}/plan` → `get-sites-site-plan` */
function operationId(method: string, url: string): string {
  const words = url.replace(/^\/api\/v1/, '').match(/[A-Za-z0-9]+/g) ?? ['root'];
  return [method.toLowerCase(), ...words].join('-');
}

/** What may go wrong, by what the operation takes; each is a problem of the registry. */
function problemResponses(
  method: string,
  url: string,
  schema: FastifySchema | undefined,
  config: FastifyContextConfig | undefined,
) {
  const comesBack = '303' in responsesOf(schema);
  const isWayIn = config?.action === 'public' && (method === 'POST' || comesBack);
  const statuses = [
    ...(config?.action === 'public' ? [400] : [401, 403]),
    ...(isWayIn ? [401, 403] : []),
    ...(url.includes(':') || config?.own === true ? [404] : []),
    ...(method === 'GET' && !comesBack ? [] : [409]),
    ...(method === 'GET' && schema?.querystring === undefined ? [] : [422]),
    ...(changesWhatWasRead(method, config) ? [412, 428] : []),
    ...(config?.version === 'named' || config?.version === 'weighed' ? [412] : []),
    ...(config?.ticket === true ? [426] : []),
  ];
  return {
    ...Object.fromEntries(statuses.map((status) => [status, problemResponse(status)])),
    default: problemOfAnyRequest(),
  };
}
