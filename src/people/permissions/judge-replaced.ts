import type { Refusal } from '../../kernel/problem.ts';
import { permissionStatesInForce } from './permission-lifecycle.ts';
import type { PermissionRow } from './permission-rows.ts';

/** Why a permission may not be changed: it is not in force, or a change of it was applied for already. */
export function judgeReplaced(old: PermissionRow | undefined, hasOpenChange: boolean): Refusal | undefined {
  if (old === undefined) return { code: 'not-found' };
  if (!permissionStatesInForce.some((state) => state === old.state)) {
    return { code: 'conflict', detail: '効力のある許可だけを変更できます。新たに申請してください。' };
  }
  return hasOpenChange
    ? {
        code: 'conflict',
        detail: 'この許可の変更はすでに申請されています。先にその申請を片付けてください。',
      }
    : undefined;
}
