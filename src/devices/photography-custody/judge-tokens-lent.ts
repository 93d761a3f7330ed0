import type { FieldError } from '../../kernel/problem.ts';
import type { Token } from './token-rows.ts';

/** Tokens that somebody is to be lent. */
export type TokensLent = readonly (Token & { readonly holder: string })[];

/** Why tokens are not lent: each is for somebody the permit is for, and is not out already. */
export function judgeTokensLent(
  tokens: TokensLent,
  { concernedIds, out }: { readonly concernedIds: readonly string[]; readonly out: readonly Token[] },
): readonly FieldError[] {
  const same = (one: Token) => (other: typeof one) => one.sort === other.sort && one.number === other.number;
  return tokens.flatMap((token, index) => [
    ...(concernedIds.includes(token.holder)
      ? []
      : [{ at: `/tokens/${index}/holder`, message: 'この許可を受けた人に貸し出してください' }]),
    ...(out.some(same(token)) || tokens.findIndex(same(token)) < index
      ? [{ at: `/tokens/${index}/number`, message: 'この番号のものはもう貸し出されています' }]
      : []),
  ]);
}
