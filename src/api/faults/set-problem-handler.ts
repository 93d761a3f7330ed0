import type { FastifyError, FastifyInstance } from 'fastify';
import { isLockedOut } from '../../db/in-transaction.ts';
import { isDatabaseLoss } from '../../db/is-database-loss.ts';
import { ProgramOutdated } from '../../db/program-outdated.ts';
import { sqlState } from '../../db/sql-state.ts';
import { TooSlow } from '../../kernel/patience.ts';
import type { FieldError, NotYours, ProblemCode, Refusal } from '../../kernel/problem.ts';
import { Refused } from '../../kernel/refused.ts';
import { unreadable } from '../read-json-bodies.ts';
import { sendProblem } from '../send-problem.ts';
import { everyMissing } from './every-missing.ts';
import { faultsOfMeant, type Validation } from './faults-of-meant.ts';
import { wordsOfFault } from './words-of-fault.ts';

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
      errors: everyMissing(faultsOfMeant(error.validation)).map(fieldErrorOf(error.validationContext)),
    };
  }
  if (error instanceof Refused) return error.refusal;
  if (notJson.has(error.code)) return unreadable;
  if (error instanceof ProgramOutdated) return { code: 'program-outdated' };
  const byStatus = byHttpStatus[error.statusCode ?? 0];
  if (byStatus === 'unsupported-media-type') return { code: byStatus, detail: notJsonMedia };
  if (byStatus !== undefined) return { code: byStatus };
  if (isLockedOut(error) || error instanceof TooSlow) return { code: 'overloaded' };
  if (!isDatabaseLoss(error)) return { code: 'fault' };
  return sqlState(error) === diskFull
    ? { code: 'database-unavailable', detail: '記録の置き場に空きがありません。' }
    : { code: 'database-unavailable' };
}

const diskFull = '53100';

const notJsonMedia = 'Content-Type: application/json を付けて、JSON（UTF-8）で送ってください。';

const notJson = new Set(['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']);

const byHttpStatus: Readonly<Record<number, Exclude<ProblemCode, NotYours>>> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  414: 'bad-request',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'overloaded',
};

/** Where in the body a fault lies (JSON Pointer); of other parts of a request the pointer begins with the part. */
const partOf: Readonly<Record<string, string>> = {
  body: '',
  querystring: '/query',
  params: '/path',
  headers: '/header',
};

function fieldErrorOf(context: string | undefined) {
  return ({ instancePath, keyword, params }: Validation): FieldError => ({
    at: `${partOf[context ?? 'body'] ?? ''}${instancePath}${named(keyword, params)}`,
    message: wordsOfFault(keyword, params),
  });
}

/** The field that is missing, or that nobody asked for. */
function named(keyword: string, params: Validation['params']): string {
  const name =
    keyword === 'required'
      ? params.missingProperty
      : keyword === 'additionalProperties'
        ? params.additionalProperty
        : undefined;
  return name === undefined ? '' : `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
