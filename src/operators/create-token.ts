import { and, eq, gt, isNull } from 'drizzle-orm';
import { mintToken } from '../authority/minted-token.ts';
import { isCode, isUuid, ministryLogId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../log/perform-act.ts';
import { persons } from '../people/registry/tables.ts';
import { planElements } from '../zones/plan/tables.ts';
import { apiTokens } from './tables.ts';

/** Whom a token names: four eyes (I8) compares persons, so a person's token always names the person. */
export type TokenHolder =
  | { readonly type: 'person'; readonly id: string }
  | { readonly type: 'machine'; readonly id: string }
  | { readonly type: 'gateway'; readonly id: string; readonly siteId: string };

export type TokenDraft = {
  readonly holder: TokenHolder;
  /** 1 to `longestDays`. */
  readonly days: number;
  /** Who stood at the machine that minted it. */
  readonly mintedBy: { readonly osUser: string; readonly host: string };
};

export const usualDays = 90;
export const longestDays = 365;
/** One in use and its successor: a third would mean that a lost one stays valid unnoticed. */
const tokensPerGateway = 2;

/** Mints a token; the secret leaves here once and is never stored. */
export function createToken(
  deps: ActDeps,
  context: ActContext,
  { holder, days, mintedBy }: TokenDraft,
): Promise<
  Result<{ readonly tokenId: string; readonly token: string; readonly expiresAt: string }, Refusal>
> {
  return performAct(deps, context, async (tx) => {
    if (!Number.isInteger(days) || days < 1 || days > longestDays) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/days', message: `1 から ${longestDays} までの日数を指定してください` }],
      });
    }
    const siteId = holder.type === 'gateway' ? holder.siteId : null;
    if (siteId !== null && !isUuid(siteId))
      return refuse({ code: 'not-found', detail: 'この庁舎はありません。' });
    await tx.takeHeads(siteId === null ? [ministryLogId] : [ministryLogId, siteId]);
    const refusal = await judgeHolder(tx, holder);
    if (refusal !== undefined) return refuse(refusal);

    const minted = mintToken();
    const expiresAt = new Date(tx.now.getTime() + days * 86_400_000);
    const named =
      holder.type === 'machine'
        ? {}
        : holder.type === 'person'
          ? { person: holder.id }
          : { gateway: holder.id };
    tx.recordMinistry(
      {
        kind: 'token-created',
        subject: { token: minted.tokenId, ...named },
        details: {
          holderType: holder.type,
          holder: holder.id,
          expiresAt: expiresAt.toISOString(),
          ...mintedBy,
        },
      },
      siteId === null ? [] : [siteId],
    );
    await tx.db.insert(apiTokens).values({
      tokenId: minted.tokenId,
      hash: minted.hash,
      holderType: holder.type,
      holderId: holder.id,
      siteId,
      createdAt: tx.now,
      expiresAt,
    });
    return ok({ tokenId: minted.tokenId, token: minted.token, expiresAt: expiresAt.toISOString() });
  });
}

async function judgeHolder(tx: ActTx, holder: TokenHolder): Promise<Refusal | undefined> {
  if (holder.type === 'machine') {
    return isCode(holder.id)
      ? undefined
      : { code: 'unprocessable', detail: '機械の名前は英小文字・数字・ハイフンで付けてください。' };
  }
  if (holder.type === 'person') return judgePerson(tx, holder.id);
  return judgeGateway(tx, holder);
}

async function judgePerson({ db }: ActTx, personId: string): Promise<Refusal | undefined> {
  const [person] = isUuid(personId)
    ? await db
        .select({ state: persons.state })
        .from(persons)
        .where(and(eq(persons.personId, personId), isNull(persons.untilSeq)))
    : [];
  if (person === undefined) {
    return { code: 'not-found', detail: 'この人は登録されていません。人の識別子を確かめてください。' };
  }
  return person.state === 'active'
    ? undefined
    : { code: 'conflict', detail: '利用停止中の人にトークンは作れません。' };
}

/** The caller holds the site's head, so two at once cannot both count to one. */
async function judgeGateway(
  { db, now }: ActTx,
  { id, siteId }: { readonly id: string; readonly siteId: string },
): Promise<Refusal | undefined> {
  const found = await db
    .select({ id: planElements.elementId })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        eq(planElements.kind, 'gateway'),
        eq(planElements.elementId, id),
        isNull(planElements.untilSeq),
      ),
    );
  if (found.length === 0) {
    return { code: 'not-found', detail: 'この庁舎の区域計画に、このゲートウェイはありません。' };
  }
  const valid = await db
    .select({ id: apiTokens.tokenId })
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.holderType, 'gateway'),
        eq(apiTokens.holderId, id),
        eq(apiTokens.siteId, siteId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
      ),
    );
  return valid.length < tokensPerGateway
    ? undefined
    : {
        code: 'conflict',
        detail: 'このゲートウェイには有効なトークンが二つあります。古いほうを失効させてから作ってください。',
      };
}
