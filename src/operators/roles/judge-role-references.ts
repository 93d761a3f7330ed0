import type { Refusal } from '../../kernel/problem.ts';
import { type RoleDraft, scopeOf } from './judge-role-draft.ts';

/** Which of what a role names is there; what it does not name counts as there. */
export type RoleReferences = {
  /** The person is registered and in office. */
  readonly person: boolean;
  readonly site: boolean;
  /** The zone or organisation of the role. */
  readonly scope: boolean;
};

/** Why a role that names something which is not there is not given. */
export function judgeRoleReferences({ role }: RoleDraft, there: RoleReferences): Refusal | undefined {
  if (!there.person) return unknown('/holder/id', '在職中の人として登録されていません');
  if (!there.site) return unknown('/siteId', 'この庁舎は登録されていません');
  if (there.scope) return undefined;
  return unknown(
    '/scope',
    scopeOf(role) === 'zone' ? 'この庁舎にこの区域はありません' : 'この組織は登録されていません',
  );
}

function unknown(at: string, message: string): Refusal {
  return { code: 'unprocessable', errors: [{ at, message }] };
}
