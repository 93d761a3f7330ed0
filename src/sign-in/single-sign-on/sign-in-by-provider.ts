import { eq } from 'drizzle-orm';
import { mintToken } from '../../authority/minted-token.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { lockAccount } from '../accounts/account-rows.ts';
import { enterAccount, type SignedIn } from '../accounts/enter-account.ts';
import { findNotice } from '../notices/find-notice.ts';
import { judgeNotice } from '../notices/judge-notice.ts';
import { askForFactor, type SecondFactorAsked } from '../second-factor/ask-for-factor.ts';
import { askForSecond } from '../second-factor/ask-for-second.ts';
import { type ConsoleDeps, holdPlace } from '../sessions/place.ts';
import { noteWrong } from '../throttling/count-try.ts';
import type { Subject } from './build-provider.ts';
import { findLink } from './link-rows.ts';
import { providerLinks } from './tables.ts';

/** Whom a provider says that somebody is, and from where they came back. */
export type ReturnedSubject = Subject & {
  readonly issuer: string;
  /** The version of the notice that they were told. */
  readonly notice: number;
  readonly consoleSecret: string | undefined;
  readonly address: string;
  readonly requestId: string;
};

/**
 * Signs in whom the subject of a provider was linked to, or asks them for a second factor where one is needed that the provider did not ask for. Neither
 * a name nor an e-mail is looked at.
 */
export async function signInByProvider(
  deps: ActDeps & ConsoleDeps,
  { issuer, subject, bySecondFactor, notice, consoleSecret, address, requestId }: ReturnedSubject,
): Promise<Result<SignedIn | SecondFactorAsked, Refusal>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const unread = judgeNotice(notice, await findNotice(db));
  if (unread !== undefined) return refuse(unread);
  const link = await findLink(db, issuer, subject);
  const minted = mintToken();
  const credential = { kind: 'session', id: minted.tokenId } as const;
  const principal = link && (await findPersonPrincipal(db, link.personId, credential, clock.now()));
  if (link === undefined || principal === undefined) {
    await noteWrong(pool, { typed: link?.loginId ?? '', address }, clock.now());
    return refuse(notLinked);
  }
  const elsewhere = await deps.judgeEntry(principal, { address, consoleSecret });
  if (elsewhere !== undefined) return refuse(elsewhere);
  const { loginId } = link;
  const shown = { loginId, method: 'single-sign-on' } as const;
  const { asked, held } = await askForSecond(db, { ...shown, roles: principal.roles });
  if (!bySecondFactor && asked !== 'nothing') {
    const begun = { ...shown, notice, verifier: null, nextVerifier: null };
    return ok(await askForFactor(db, begun, { asked, held }, clock.now()));
  }
  return performAct<SignedIn>(deps, { principal, requestId }, async (tx) => {
    const place = await holdPlace(deps, tx, consoleSecret);
    if (!place.ok) return place;
    const account = await lockAccount(tx.db, loginId);
    const stillLinked = await findLink(tx.db, issuer, subject);
    const stillIs = await findPersonPrincipal(tx.db, link.personId, credential, tx.now);
    if (account?.endedAt !== null || stillLinked?.linkId !== link.linkId || stillIs === undefined) {
      return refuse(notLinked);
    }
    const still = await askForSecond(tx.db, { ...shown, roles: stillIs.roles });
    if (!bySecondFactor && still.asked !== 'nothing') return refuse(askedMeanwhile);
    await tx.takeHeads(place.value.heads);
    const at = await place.value.takeOver(stillIs);
    if (!at.ok) return at;
    await tx.db.update(providerLinks).set({ usedAt: tx.now }).where(eq(providerLinks.linkId, link.linkId));
    const whose = { principal: stillIs, minted, at: at.value } as const;
    const entering = { ...whose, method: shown.method, address, notice };
    const second = bySecondFactor ? ({ secondFactor: 'provider' } as const) : {};
    return ok(await enterAccount(tx, account, { ...entering, ...second }));
  });
}

const notLinked: Refusal = {
  code: 'unauthenticated',
  detail:
    '提供元のこの利用者では、サインインできません。ほかの方法でサインインして、自分の識別コードに結び付けてください。',
};
const askedMeanwhile: Refusal = {
  code: 'conflict',
  detail: '確かめている間に、二つ目の要素が要るようになりました。もう一度、始めてください。',
};
