import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { databaseOf } from '../db/pool.ts';
import type { ActDeps } from '../log/perform-act.ts';
import { createToken } from '../operators/create-token.ts';
import { findPrincipalAgain } from '../operators/find-principal.ts';
import { expectDone } from './expect-done.ts';
import type { Terminal } from './terminal.ts';
import { terminalContext } from './terminal-context.ts';

type KeptToken = {
  readonly siteId: string;
  readonly gateway: string;
  readonly tokenId: string;
  readonly token: string;
};

/** A gateway has two valid tokens at most, so the simulation keeps its own and mints one only when it must. */
const days = 7;

/** Tokens of the demo office's gateways, kept beside its data where only its owner reads them. */
export async function demoTokens(
  deps: ActDeps,
  terminal: Terminal,
  dataDir: string,
  siteId: string,
  gateways: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const path = join(dataDir, 'simulate-tokens.json');
  const kept = await readKept(path);
  const tokens: KeptToken[] = [];
  for (const gateway of gateways) {
    const old = kept.find((one) => one.siteId === siteId && one.gateway === gateway);
    const alive =
      old !== undefined &&
      (await findPrincipalAgain(
        databaseOf(deps.pool),
        { kind: 'token', id: old.tokenId },
        deps.clock.now(),
      )) !== undefined;
    tokens.push(alive ? old : await mint(deps, terminal, siteId, gateway));
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(tokens), { mode: 0o600 });
  await chmod(path, 0o600);
  return new Map(tokens.map(({ gateway, token }) => [gateway, token]));
}

async function mint(
  deps: ActDeps,
  { osUser, host }: Terminal,
  siteId: string,
  gateway: string,
): Promise<KeptToken> {
  const holder = { type: 'gateway', id: gateway, siteId } as const;
  const mintedBy = { osUser, host };
  const { tokenId, token } = expectDone(
    await createToken(deps, terminalContext(), { holder, days, mintedBy }),
  );
  return { siteId, gateway, tokenId, token };
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
  const fields = ['siteId', 'gateway', 'tokenId', 'token'] as const;
  const isKept = (one: Partial<KeptToken> | null) =>
    fields.every((field) => typeof one?.[field] === 'string');
  return Array.isArray(kept) ? kept.filter(isKept) : [];
}
