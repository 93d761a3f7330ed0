import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { refuse } from '../../kernel/result.ts';
import { type HashingPlace, hashingIsBusy, type PasswordHashing } from './build-password-hashing.ts';

/** What signing in needs beside acts; absent where this service was given no pepper. */
export type HashingDeps = { readonly hashing: PasswordHashing | undefined };

/** Does something that hashes in a place of its own, or says why there is none. */
export async function inHashingPlace<Value, Refused extends Refusal>(
  { hashing }: HashingDeps,
  work: (place: HashingPlace) => Promise<Result<Value, Refused>>,
): Promise<Result<Value, Refused | Refusal>> {
  if (hashing === undefined) return refuse(notSetUp);
  const place = hashing.takePlace();
  if (place === undefined) return refuse(hashingIsBusy);
  try {
    return await work(place);
  } finally {
    place.leave();
  }
}

const notSetUp: Refusal = {
  code: 'conflict',
  detail: 'このサービスでは、パスワードのサインインが設定されていません（PEPPER_FILE）。',
};
