import { databaseOf } from '../../db/pool.ts';
import { listTokens, type TokenListed } from '../../operators/tokens/list-tokens.ts';
import { withDatabase } from '../database/with-database.ts';
import { readOptions } from '../terminal/read-options.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { Command } from '../terminal/terminal.ts';

export const tokenList: Command = {
  name: 'token list',
  summary: { ja: 'トークンの一覧（秘密は含まない）', en: 'list tokens, never their secrets' },
  help: {
    ja: `  % token list
  % token list --json | jq -r 'select(.state == "valid") | .id'

  --json   一行に一つの JSON`,
    en: `  % token list
  % token list --json | jq -r 'select(.state == "valid") | .id'

  --json   one JSON object a line`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, { json: { type: 'boolean' } });
    const now = terminal.now();
    const rows = await withDatabase(terminal, async ({ pool }) => {
      const found: TokenListed[] = [];
      let after: string | undefined;
      do {
        const page = await listTokens(databaseOf(pool), { limit: 200, after });
        found.push(...page.items);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return found.map((token) => rowOf(token, now));
    });
    for (const line of tableLines(rows, values.json === true)) terminal.write(line);
    return 0;
  },
};

function rowOf({ id, holderType, holder, siteId, expiresAt, revokedAt }: TokenListed, now: Date) {
  const state = revokedAt !== null ? 'revoked' : expiresAt <= now ? 'expired' : 'valid';
  return { id, state, holderType, holder, siteId, expiresAt: expiresAt.toISOString() };
}
