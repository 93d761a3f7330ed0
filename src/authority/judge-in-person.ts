import type { Actor } from '../kernel/actor.ts';
import type { Refusal } from '../kernel/problem.ts';

/** Why a machine may not do what stays recorded under the name of whoever did it, so that they can be asked; undefined of a person. */
export function judgeInPerson({ type }: Actor): Refusal | undefined {
  if (type === 'person') return undefined;
  const detail =
    'この操作は、行った人の名を残します。機械のトークンではなく、人が自分のサインイン又はトークンで行ってください。';
  return { code: 'forbidden', detail };
}
