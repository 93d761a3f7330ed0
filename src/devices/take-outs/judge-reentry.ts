import type { Refusal } from '../../kernel/problem.ts';
import type { PermitState } from '../../permits/lifecycle/permit-lifecycle.ts';

/** What came back has been outside: it is in use still, or its use has ended. */
const beenOutside: readonly PermitState[] = ['in-use', 'closed', 'revoked'];

/** What is said of each check that is answered no. */
const undone = {
  antivirus: 'アンチウイルス対策を実施してから許可してください。',
  patches: 'セキュリティパッチを適用してから許可してください。',
} as const;

/** Why what was taken out may not be connected to a LAN within now; nothing where it may (METI 38(9)). */
export function judgeReentry(
  state: PermitState,
  { outsideNetwork }: { readonly outsideNetwork: boolean },
  checks: Readonly<Record<keyof typeof undone, boolean>>,
): Refusal | undefined {
  if (!beenOutside.includes(state)) return notOutside;
  if (!outsideNetwork) return notConnected;
  const errors = (['antivirus', 'patches'] as const)
    .filter((check) => !checks[check])
    .map((check) => ({ at: `/checks/${check}`, message: undone[check] }));
  return errors.length > 0 ? { code: 'unprocessable', errors } : undefined;
}

const notOutside: Refusal = {
  code: 'conflict',
  detail: 'この持ち出しはまだ始まっていないか、行われませんでした。',
};

const notConnected: Refusal = {
  code: 'conflict',
  detail: '省外通信回線に接続しない持ち出しです。再接続の許可は要りません。',
};
