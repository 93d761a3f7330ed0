import { isCode } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { PersonState } from '../../people/registry/person-lifecycle.ts';

/** What the record says of whom a token is to name. */
export type TokenHolderFacts =
  | { readonly type: 'machine'; readonly id: string }
  | { readonly type: 'person'; readonly state: PersonState | undefined }
  | { readonly type: 'gateway'; readonly inPlan: boolean; readonly validTokens: number };

/** One in use and its successor: a third would mean that a lost one stays valid unnoticed. */
const tokensPerGateway = 2;

/** Why no token may name this holder. */
export function judgeTokenHolder(facts: TokenHolderFacts): Refusal | undefined {
  if (facts.type === 'machine') {
    return isCode(facts.id)
      ? undefined
      : { code: 'unprocessable', detail: '機械の名前は英小文字・数字・ハイフンで付けてください。' };
  }
  if (facts.type === 'person') {
    if (facts.state === undefined) {
      return { code: 'not-found', detail: 'この人は登録されていません。人の識別子を確かめてください。' };
    }
    return facts.state === 'active'
      ? undefined
      : { code: 'conflict', detail: '利用停止中の人にトークンは作れません。' };
  }
  if (!facts.inPlan) {
    return { code: 'not-found', detail: 'この庁舎の区域計画に、このゲートウェイはありません。' };
  }
  return facts.validTokens < tokensPerGateway
    ? undefined
    : {
        code: 'conflict',
        detail: 'このゲートウェイには有効なトークンが二つあります。古いほうを失効させてから作ってください。',
      };
}
