import { Type } from 'typebox';
import { problems } from '../kernel/problem.ts';
import { problemMediaType } from './send-problem.ts';

const Problem = Type.Object(
  {
    type: Type.String({ description: '/problems/<code>; docs/problems.md' }),
    title: Type.String(),
    status: Type.Integer(),
    instance: Type.String({ description: '受付番号' }),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(Type.Object({ at: Type.String(), message: Type.String() }, { title: 'FieldError' })),
    ),
  },
  { title: 'Problem', description: 'RFC 9457' },
);

/** The answer with this status as the document shows it: every problem of the registry that has it. */
export function problemResponse(status: number) {
  const codes = Object.entries(problems).filter(([, problem]) => problem.status === status);
  return {
    description: codes.map(([code, { title }]) => `${code}: ${title}`).join('\n'),
    content: { [problemMediaType]: { schema: Problem } },
  };
}
