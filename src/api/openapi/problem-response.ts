import { Type } from 'typebox';
import { problems } from '../../kernel/problem.ts';
import { problemMediaType } from '../send-problem.ts';

const Problem = Type.Object(
  {
    type: Type.String({ description: '/problems/<code>; docs/problems.md' }),
    title: Type.String(),
    status: Type.Integer(),
    instance: Type.String({ description: '受付番号' }),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          {
            at: Type.String({
              description: '本文の中の位置（JSON Pointer）。本文の外は /query/…、/path/…、/header/…',
            }),
            message: Type.String(),
          },
          { title: 'FieldError' },
        ),
      ),
    ),
  },
  { title: 'Problem', description: 'RFC 9457' },
);

/** What may come of any request, whatever it asks: not told operation by operation. */
const ofAnyRequest = [400, 408, 413, 415, 429, 431, 500, 503] as const;

/** The answer with this status as the document shows it: every problem of the registry that has it. */
export function problemResponse(status: number) {
  return problemsOf([status]);
}

/** The answer of every status that an operation does not tell of itself (OpenAPI 3.1, Responses Object, `default`). */
export function problemOfAnyRequest() {
  return problemsOf(ofAnyRequest);
}

function problemsOf(statuses: readonly number[]) {
  const told = Object.entries(problems).filter(([, { status }]) => statuses.includes(status));
  return {
    description: told.map(([code, { title }]) => `${code}: ${title}`).join('\n'),
    content: { [problemMediaType]: { schema: Problem } },
  };
}
