import { reopenAccount } from '../../sign-in/lost-factors/reopen-account.ts';
import { withDatabase } from '../database/with-database.ts';
import { hashingHere } from '../starting/hashing-here.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import type { Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

export const signInReopen: Command = {
  name: 'sign-in reopen',
  summary: {
    ja: 'だれも助けられない人を、もう一度サインインできるようにする',
    en: 'let somebody sign in again whom nobody else can help',
  },
  help: {
    ja: `  % sign-in reopen yamada.t --reason '責任者が電話機を失い、2人がそろわない'

その人の認証アプリ、パスキー、回復コードを外し、セッションを終わらせ、24 時間に一度だけ使えるパスワードを表示します。
ほかのどこにも残らないので、本人に直接渡してください。だれがどの機械で行ったかは記録に残り、本人は次のサインインで知らされます。
ふだんは、権限のあるほかの2人で行ってください（POST /api/v1/factor-removals）。`,
    en: `  % sign-in reopen yamada.t --reason 'the officer lost their phone, and there are no two others'

Removes the authenticator app, passkeys and recovery codes, ends the sessions, and shows a password that signs in once, within 24
hours. It stands nowhere else: hand it over yourself. Who did it on which machine is recorded, and the person is told when they sign in.
Usually two others with the right to do it (POST /api/v1/factor-removals).`,
  },
  async run(terminal, args) {
    const { values, positionals } = readOptions(args, { reason: { type: 'string' } }, { least: 1, most: 1 });
    const [loginId = ''] = positionals;
    const { osUser, host } = terminal;
    const asked = { loginId, reason: needed(values.reason, '--reason'), removedBy: { osUser, host } };
    const { secret } = await withDatabase(terminal, async (deps) =>
      expectDone(
        await reopenAccount({ ...deps, hashing: await hashingHere(terminal) }, terminalContext(), asked),
      ),
    );
    terminal.write(secret);
    terminal.say({
      ja: 'このパスワードは 24 時間のうちに一度だけ使え、二度と表示できません。本人はサインインして、自分のパスワードと二つ目の要素を決めます。',
      en: 'this password signs in once, within 24 hours, and cannot be shown again; its person sets their own, and enrols anew.',
    });
    return 0;
  },
};
