import { askApi } from '../kit/ask-api.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { qrCode } from '../kit/qr-code.ts';
import { show } from '../kit/show.ts';
import { codeForm } from './ask-second-factor.ts';
import type { Entered } from './signed-in.ts';

type EnrolmentBegun = { readonly secret: string; readonly uri: string };

/** Whoever needs a second factor and has none takes the secret into an app, and shows its first code. */
export async function enrolApp(entered: Entered, challenge: string): Promise<void> {
  const begun = await askApi<EnrolmentBegun>('POST', '/sign-in/enrolment', { challenge });
  const heading = '認証アプリを登録する';
  if (!begun.ok) return show(heading, element('p', { role: 'alert' }, begun.problem.says));
  const { secret, uri } = begun.body;
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
    qrCode(uri, '認証アプリで読む二次元コード'),
    element('p', {}, '読めないときは、この秘密を認証アプリに打ち込んでください。'),
    element('p', { class: 'code' }, secret.replaceAll(/(.{4})/g, '$1 ').trim()),
    codeForm(entered, { challenge, factor: 'totp', code }),
  );
}
