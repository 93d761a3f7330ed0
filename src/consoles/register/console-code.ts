import { type MintedToken, mintToken } from '../../authority/minted-token.ts';
import type { ConsoleRow } from './console-rows.ts';

/** What whoever stands at the screen types once, to make its browser the console. */
export type ConsoleCode = { readonly code: string; readonly until: Date };

/** Long enough to walk there. */
const lastsMs = 60 * 60_000;

/** A new code, and the secret of the console that it is until a browser takes it: whatever was its secret before is so no more. */
export function makeConsoleCode(now: Date): {
  readonly told: ConsoleCode;
  readonly kept: Pick<ConsoleRow, 'secretId' | 'secretHash' | 'codeUntil'>;
} {
  const { tokenId, token, hash }: MintedToken = mintToken();
  const until = new Date(now.getTime() + lastsMs);
  return { told: { code: token, until }, kept: { secretId: tokenId, secretHash: hash, codeUntil: until } };
}
