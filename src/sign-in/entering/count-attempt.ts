import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import type { AccountRow } from '../accounts/account-rows.ts';
import { countTry } from '../throttling/count-try.ts';
import { type Lane, laneOfAccount } from '../throttling/lane-of-account.ts';
import { waitOfNetwork } from '../throttling/wait-of-network.ts';

/** `seconds`: before then nothing more is looked at. */
export type SignInRefusal = Refusal & { readonly seconds?: number };

/** Of whom something is tried, and from where. */
export type Attempt = {
  readonly typed: string;
  readonly account: AccountRow | undefined;
  readonly address: string;
};

/** Counts that somebody tries to sign in, before anything they show is looked at; answers the lane, or for how long it has to wait. */
export async function countAttempt(
  deps: ActDeps,
  { typed, account, address }: Attempt,
): Promise<Result<Lane, SignInRefusal>> {
  const lane = laneOfAccount(typed, account, address);
  const ofNetwork = await waitOfNetwork(deps, account, address);
  const seconds = ofNetwork > 0 ? ofNetwork : await countTry(deps.pool, lane, 'account', deps.clock.now());
  return seconds > 0 ? refuse({ code: 'too-many-requests', detail: waitWords, seconds }) : ok(lane);
}

const waitWords =
  'サインインの失敗が続いたので、しばらく受け付けません。Retry-After の秒数の後に、もう一度行ってください。';
