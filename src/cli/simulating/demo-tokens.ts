import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findPrincipalAgain } from '../../operators/principals/find-principal.ts';
import { createToken, type TokenHolder } from '../../operators/tokens/create-token.ts';
import { expectDone } from '../terminal/expect-done.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

/** Whom a kept token speaks for. */
export type TokenFor = { readonly type: 'gateway' | 'person'; readonly id: string };

type KeptToken = {
  readonly siteId: string;
  readonly tokenId: string;
  readonly token: string;
} & ({ readonly gateway: string } | { readonly person: string });

/** A gateway has two valid tokens at most, so the simulation keeps its own and mints one only when it must. */
const days = 7;

/** Tokens of the demo office's gateways and people, by their ids, kept beside its data where only its owner reads them. */
export async function demoTokens(
  deps: ActDeps,
  terminal: Terminal,
  dataDir: string,
  siteId: string,
  holders: readonly TokenFor[],
): Promise<ReadonlyMap<string, string>> {
  const path = join(dataDir, 'simulate-tokens.json');
  const kept = (await readKept(path)).filter((one) => one.siteId === siteId);
  const tokens = new Map<string, KeptToken>();
  for (const holder of holders) {
    const old = kept.find((one) => isOf(one, holder));
    const alive = old !== undefined && (await isAlive(deps, old));
    tokens.set(holder.id, alive ? old : await mint(deps, terminal, siteId, holder));
  }
  // Who has no visitor today may have one tomorrow.
  const others = kept.filter((one) => !holders.some((holder) => isOf(one, holder)));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify([...tokens.values(), ...others]), { mode: 0o600 });
  await chmod(path, 0o600);
  return new Map([...tokens].map(([id, { token }]) => [id, token]));
}

function isOf(kept: KeptToken, { type, id }: TokenFor): boolean {
  return 'gateway' in kept
    ? type === 'gateway' && kept.gateway === id
    : type === 'person' && kept.person === id;
}

async function isAlive({ pool, clock }: ActDeps, { tokenId }: KeptToken): Promise<boolean> {
  const found = await findPrincipalAgain(databaseOf(pool), { kind: 'token', id: tokenId }, clock.now());
  return found !== undefined;
}

async function mint(
  deps: ActDeps,
  { osUser, host }: Terminal,
  siteId: string,
  { type, id }: TokenFor,
): Promise<KeptToken> {
  const holder: TokenHolder = type === 'gateway' ? { type, id, siteId } : { type, id };
  const mintedBy = { osUser, host };
  const { tokenId, token } = expectDone(
    await createToken(deps, terminalContext(), { holder, days, mintedBy }),
  );
  return { siteId, ...(type === 'gateway' ? { gateway: id } : { person: id }), tokenId, token };
}

/** A file that is missing or spoiled only costs new tokens. */
async function readKept(path: string): Promise<readonly KeptToken[]> {
  try {
    return parseKept(await readFile(path, 'utf8'));
  } catch {
    return [];
  }
}

function parseKept(text: string): readonly KeptToken[] {
  const kept: unknown = JSON.parse(text);
  const isKept = (one: Readonly<Record<string, unknown>> | null) =>
    ['siteId', 'tokenId', 'token'].every((field) => typeof one?.[field] === 'string') &&
    ['gateway', 'person'].some((field) => typeof one?.[field] === 'string');
  return Array.isArray(kept) ? kept.filter(isKept) : [];
}
