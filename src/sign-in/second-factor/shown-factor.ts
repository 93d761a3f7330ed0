import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { SecondFactor } from '../../operators/tables.ts';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';

/** A second factor that is right as far as can be seen; within the act that begins the session it is taken, and counts once. */
export type ShownFactor = {
  readonly factor: SecondFactor;
  /** Undefined where somebody else took it meanwhile. The caller holds the account and the ministry's head. */
  readonly take: (tx: ActTx, taker: FactorTaker) => Promise<TakenFactor | undefined>;
  /** What is done once an act is over that could not take it. */
  readonly onRefused?: () => Promise<void>;
};

/** Whose it is, and the session in which they enrol it, where they do in one. */
export type FactorTaker = { readonly personId: string; readonly session: string | undefined };

/** Codes that were made with it, told this once. */
export type TakenFactor = { readonly recoveryCodes: readonly string[] | null };

/** What seals the seeds of authenticator apps; absent where this service was given no key for it. */
export type SeedDeps = { readonly seedKeys: VersionedSecrets | undefined };

export const seedsNotSetUp: Refusal = {
  code: 'conflict',
  detail: 'このサービスでは、認証アプリの登録が設定されていません（SEED_KEY_FILE）。',
};
