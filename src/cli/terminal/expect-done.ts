import { problems, type Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { Obstacle } from './terminal.ts';

/** The value of a use case; a refusal ends the command with its words. */
export function expectDone<Value>(result: Result<Value, Refusal>): Value {
  if (result.ok) return result.value;
  const { code, detail, errors = [] } = result.refusal;
  const said = [
    detail ?? problems[code].title,
    ...errors.map(({ at, message }) => `${at.replace(/^\//, '')}: ${message}`),
  ].join(' ');
  throw new Obstacle({ ja: said, en: `${code}: ${said}` });
}
