import {
  createToken,
  longestDays,
  type TokenHolder,
  usualDays,
} from '../../operators/tokens/create-token.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions, wholeNumber } from '../terminal/read-options.ts';
import { BadUse, type Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

export const tokenCreate: Command = {
  name: 'token create',
  summary: { ja: 'トークンを作る（一度だけ表示）', en: 'mint a token (shown once)' },
  help: {
    ja: `  % token create --person 0199…            人のトークン
  % token create --machine roster-import   機械のトークン
  % token create --gateway gw-1f --site 0199… --days 365

標準出力にトークンだけを出します。保存されるのは秘密の部分のハッシュだけなので、二度と表示できません。
  --days <n>   有効日数（既定 ${usualDays}、最長 ${longestDays}）
作成は、この機械の利用者名・機械名とともに府省庁の記録に残ります。`,
    en: `  % token create --person 0199…            a token naming a person
  % token create --machine roster-import   a token naming a machine
  % token create --gateway gw-1f --site 0199… --days 365

Writes nothing but the token to the standard output. Only a hash of its secret is kept: it cannot be shown again.
  --days <n>   days it is valid (${usualDays} unless named, ${longestDays} at most)
Minting is recorded in the ministry's log, with the login and the name of this machine.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, {
      person: { type: 'string' },
      machine: { type: 'string' },
      gateway: { type: 'string' },
      site: { type: 'string' },
      days: { type: 'string' },
    });
    const holder = holderOf(values);
    const days = values.days === undefined ? usualDays : wholeNumber(values.days, '--days', 1, longestDays);
    const mintedBy = { osUser: terminal.osUser, host: terminal.host };
    const made = await withDatabase(terminal, async (deps) =>
      expectDone(await createToken(deps, terminalContext(), { holder, days, mintedBy })),
    );
    terminal.write(made.token);
    const until = made.expiresAt;
    terminal.say({
      ja: `トークン ${made.tokenId} を作りました。${until} まで有効です。上の一行は二度と表示できません。`,
      en: `token ${made.tokenId} is valid until ${until}; the line above cannot be shown again.`,
    });
    return 0;
  },
};

function holderOf(values: {
  readonly person?: string | undefined;
  readonly machine?: string | undefined;
  readonly gateway?: string | undefined;
  readonly site?: string | undefined;
}): TokenHolder {
  const { person, machine, gateway, site } = values;
  if ([person, machine, gateway].filter((one) => one !== undefined).length !== 1) {
    throw new BadUse({
      ja: '--person、--machine、--gateway のどれか一つを指定してください',
      en: 'name one of --person, --machine and --gateway',
    });
  }
  if (gateway !== undefined) return { type: 'gateway', id: gateway, siteId: needed(site, '--site') };
  if (site !== undefined)
    throw new BadUse({ ja: '--site は --gateway とだけ使えます', en: '--site goes with --gateway only' });
  return person === undefined
    ? { type: 'machine', id: needed(machine, '--machine') }
    : { type: 'person', id: person };
}
