import { askApi } from '../kit/ask-api.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { show } from '../kit/show.ts';
import { askNewPassword } from './ask-new-password.ts';
import { type Entering, goOn } from './go-on.ts';
import { passkeyButton } from './passkey-button.ts';
import { showWarning } from './show-warning.ts';
import type { Entered } from './signed-in.ts';

type Notice = { readonly version: number; readonly words: string; readonly warning: string | null };

/** The way in: what everybody is told before, then login id and password. `why`: for what they have to come again. */
export async function showSignIn(entered: Entered, why?: string): Promise<void> {
  const notice = await askApi<Notice>('GET', '/sign-in/notice');
  if (!notice.ok) return show('サインインできません', element('p', { role: 'alert' }, notice.problem.says));
  const { version, words, warning } = notice.body;
  showWarning(warning);
  const loginId = field({
    name: 'loginId',
    label: '識別コード',
    autocomplete: 'username',
    hint: '大文字でも全角でもかまいません。',
  });
  const password = field({
    name: 'password',
    label: 'パスワード',
    autocomplete: 'current-password',
    hint: '半角/全角と Caps Lock を確かめてください。貼り付けられます。',
    type: 'password',
  });
  const told = element('section', { 'aria-label': '利用上の注意' }, element('p', { class: 'notice' }, words));
  const enter = form<Entering>({
    fields: [loginId, password],
    send: '注意を読んでサインインする',
    ask: (typed) => askApi('POST', '/sign-in', { ...typed, notice: version }),
    done: (answer) => goOn(entered, answer),
    refused({ code, says }, typed) {
      if (code === 'password-change-required') askNewPassword(entered, { ...typed, notice: version });
      else if (code === 'conflict') void showSignIn(entered, says);
      else return false;
      return true;
    },
  });
  show(
    'サインイン',
    why === undefined ? undefined : element('p', { role: 'status' }, why),
    told,
    enter,
    await passkeyButton(entered, version),
  );
}
