import { mintToken } from '../../authority/minted-token.ts';
import type { Presented } from '../../authority/principal.ts';
import { databaseOf } from '../../db/pool.ts';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findCardHolder } from '../../people/cards/find-card-holder.ts';
import { findAccountOfPerson } from '../../sign-in/accounts/account-rows.ts';
import type { SignedIn } from '../../sign-in/accounts/enter-account.ts';
import { nobody } from '../../sign-in/accounts/nobody.ts';
import { findNoticeRefusal } from '../../sign-in/notices/find-notice-refusal.ts';
import { type HashingDeps, inHashingPlace } from '../../sign-in/passwords/in-hashing-place.ts';
import { countTry, noteWrongAtConsole } from '../../sign-in/throttling/count-try.ts';
import { laneAtConsole } from '../../sign-in/throttling/lane-of-account.ts';
import { takeBackTry } from '../../sign-in/throttling/take-back-try.ts';
import { plainPin } from '../pins/judge-pin.ts';
import { findPin } from '../pins/pin-rows.ts';
import { findConsole } from '../register/console-rows.ts';
import { findShiftUntil } from './find-shift-until.ts';
import { hasRoleAt, noConsoleHere } from './hold-console.ts';
import { notHere, takeOverConsole } from './take-over-console.ts';

/** What somebody shows at a console, and for how long they say they keep it. */
export type CardAttempt = {
  readonly console: Pick<Presented, 'tokenId' | 'hash'> | undefined;
  readonly card: CardKey;
  readonly pin: string;
  readonly shiftUntil: Date | undefined;
  readonly notice: number;
  readonly address: string;
  readonly requestId: string;
};

/** `seconds`: before then nothing more is looked at. */
type Slowed = Refusal & { readonly seconds?: number };

/**
 * Signs somebody in at a console by 識別カード and PIN, which are two factors, and takes the console over from whoever kept it. A card that is nobody's
 * or counts no more is refused in the same words and after the same work as a wrong PIN.
 */
export async function signInByCard(
  deps: ActDeps & HashingDeps,
  { card, pin, notice, address, requestId, ...attempt }: CardAttempt,
): Promise<Result<SignedIn, Slowed>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const console = attempt.console && (await findConsole(db, attempt.console));
  if (console === undefined || console.codeUntil !== null) return refuse(noConsoleHere);
  const changed = await findNoticeRefusal(db, notice);
  if (changed !== undefined) return refuse(changed);
  const until = await findShiftUntil(db, console, attempt.shiftUntil, clock.now());
  if (!until.ok) return until;
  return inHashingPlace<SignedIn, Slowed>(deps, async (place) => {
    const shown = await findCardHolder(db, card, clock.now());
    const account = await findAccountOfPerson(db, shown?.personId ?? nobody);
    const lane = laneAtConsole(JSON.stringify(canonicalCardKey(card)), account);
    const seconds = await countTry(pool, lane, 'account', clock.now());
    if (seconds > 0) return refuse({ code: 'too-many-requests', detail: waitWords, seconds });
    const kept = await findPin(db, account?.loginId ?? '');
    const verdict = await place.verify(plainPin(pin), kept?.verifier);
    const minted = mintToken();
    const credential = { kind: 'session', id: minted.tokenId } as const;
    const whose = account?.personId ?? nobody;
    const principal = await findPersonPrincipal(db, whose, credential, clock.now());
    if (shown === undefined || account === undefined || principal === undefined || verdict === 'wrong') {
      await noteWrongAtConsole(pool, lane, clock.now());
      return refuse(notHere);
    }
    await takeBackTry(db, lane, clock.now());
    const { loginId } = account;
    const taking = {
      console,
      loginId,
      method: 'card-and-pin',
      card: shown,
      minted,
      shiftUntil: until.value,
      address,
      notice,
    } as const;
    return performAct<SignedIn>(deps, { principal, requestId }, (tx) =>
      takeOverConsole(tx, taking, async ({ db: held, now }, taker) => {
        const stillKept = await findPin(held, loginId);
        const again = await findCardHolder(held, card, now);
        const isSame = again?.seq === shown.seq && again.personId === taker.actor.id;
        return isSame && stillKept?.verifier === kept?.verifier && hasRoleAt(taker, console.siteId);
      }),
    );
  });
}

const waitWords =
  '暗証番号の誤りが続いたので、しばらく受け付けません。Retry-After の秒数の後に、もう一度行ってください。';
