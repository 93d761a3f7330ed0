import { askApi } from '../kit/ask-api.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { show } from '../kit/show.ts';
import { codeForm } from './ask-second-factor.ts';
import { type Seed, seedShown } from './seed-shown.ts';
import type { Entered } from './signed-in.ts';

/** Whoever needs a second factor and has none takes the secret into an app, and shows its first code. */
export async function enrolApp(entered: Entered, challenge: string): Promise<void> {
  const begun = await askApi<Seed>('POST', '/sign-in/enrolment', { challenge });
  const heading = '認証アプリを登録する';
  if (!begun.ok) return show(heading, element('p', { role: 'alert' }, begun.problem.says));
  const code = field({
    name: 'code',
    label: '認証アプリの番号',
    autocomplete: 'one-time-code',
    hint: '登録した認証アプリに今出ている6桁の番号です。',
    inputmode: 'numeric',
  });
  show(
    heading,
    element(
      'p',
      {},
      'この役割では、パスワードのほかに認証アプリの番号が要ります。二次元コードを認証アプリで読んでください。',
    ),
    ...seedShown(begun.body),
    codeForm(entered, { challenge, factor: 'totp', code }),
  );
}
