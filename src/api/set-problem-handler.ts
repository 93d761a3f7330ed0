import type { FastifyError, FastifyInstance } from 'fastify';
import { isLockedOut } from '../db/in-transaction.ts';
import { isDatabaseLoss } from '../db/is-database-loss.ts';
import { ProgramOutdated } from '../db/program-outdated.ts';
import { sqlState } from '../db/sql-state.ts';
import { TooSlow } from '../kernel/patience.ts';
import type { FieldError, ProblemCode, Refusal } from '../kernel/problem.ts';
import { faultsOfMeant, type Validation } from './faults-of-meant.ts';
import { BodyRefused, unreadable } from './read-json-bodies.ts';
import { notBlank } from './schemas.ts';
import { sendProblem } from './send-problem.ts';

/** The single mapper from what went wrong to a problem. A fault says nothing of its cause; the log does. */
export function setProblemHandler(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'fault' || refusal.code === 'database-unavailable') {
      request.log.error({ err: error }, 'request failed');
    }
    return sendProblem(request, reply, refusal);
  });
}

function refusalOf(error: FastifyError): Refusal {
  if (error.validation !== undefined) {
    return {
      code: 'bad-request',
      errors: faultsOfMeant(error.validation).map(fieldErrorOf(error.validationContext)),
    };
  }
  if (error instanceof BodyRefused) return error.refusal;
  if (notJson.has(error.code)) return unreadable;
  if (error instanceof ProgramOutdated) return { code: 'program-outdated' };
  const byStatus = byHttpStatus[error.statusCode ?? 0];
  if (byStatus !== undefined) return { code: byStatus };
  if (isLockedOut(error) || error instanceof TooSlow) return { code: 'overloaded' };
  if (!isDatabaseLoss(error)) return { code: 'fault' };
  return sqlState(error) === diskFull
    ? { code: 'database-unavailable', detail: '記録の置き場に空きがありません。' }
    : { code: 'database-unavailable' };
}

const diskFull = '53100';

const notJson = new Set(['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']);

const byHttpStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  414: 'bad-request',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'overloaded',
};

function oneOf(allowed: readonly unknown[]): string {
  return `must be one of: ${allowed.join(', ')}`;
}

function fieldErrorOf(context: string | undefined) {
  return ({ instancePath, keyword, params, message }: Validation): FieldError => {
    const unknown = keyword === 'additionalProperties' ? `/${String(params.additionalProperty)}` : '';
    return {
      at: `${context ?? 'body'}${instancePath}${unknown}`,
      message: wordsFor(keyword, params) ?? message ?? keyword,
    };
  };
}

function wordsFor(keyword: string, params: Validation['params']): string | undefined {
  if (keyword === 'enum' && Array.isArray(params.allowedValues)) return oneOf(params.allowedValues);
  if (keyword === 'pattern' && params.pattern === notBlank) return '空白だけの記入はできません';
  return keyword === 'format' && params.format === 'name'
    ? '空白だけの名前、制御文字・書字方向を変える文字・目に見えない文字のある名前は使えません'
    : undefined;
}
