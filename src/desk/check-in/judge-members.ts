import type { Refusal } from '../../kernel/problem.ts';

/** Why a list of members cannot be acted on: somebody stands on it twice, and may be told two things. */
export function judgeMembers(members: readonly { readonly member: string }[]): Refusal | undefined {
  const ids = members.map(({ member }) => member);
  const errors = ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ at: `/members/${index}/member`, message: '同じ訪問者が2度あります。' }] : [],
  );
  return errors.length === 0 ? undefined : { code: 'unprocessable', errors };
}
