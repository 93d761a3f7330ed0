import { revokeToken } from '../../operators/tokens/revoke-token.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import type { Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

export const tokenRevoke: Command = {
  name: 'token revoke',
  summary: { ja: 'トークンを直ちに失効させる', en: 'revoke a token at once' },
  help: {
    ja: `  % token revoke 4f1c2a9be07d3355 --reason 紛失

終わったときには、この識別子のトークンはもう何も通せません。`,
    en: `  % token revoke 4f1c2a9be07d3355 --reason lost

Once it returns, nothing is done any more by the token of this id.`,
  },
  async run(terminal, args) {
    const { values, positionals } = readOptions(args, { reason: { type: 'string' } }, { least: 1, most: 1 });
    const [tokenId = ''] = positionals;
    const reason = needed(values.reason, '--reason');
    await withDatabase(terminal, async (deps) =>
      expectDone(await revokeToken(deps, terminalContext(), { tokenId, reason })),
    );
    terminal.say({ ja: `トークン ${tokenId} は失効しました。`, en: `token ${tokenId} is revoked.` });
    return 0;
  },
};
