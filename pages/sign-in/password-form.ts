import { askApi } from '../kit/ask-api.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { askNewPassword } from './ask-new-password.ts';
import { type Entering, goOn } from './go-on.ts';
import type { Entered } from './signed-in.ts';

/** The form that signs in by login id and password. `again`: the notice is another by now. */
export function passwordForm(
  entered: Entered,
  notice: number,
  again: (why: string) => Promise<void>,
): HTMLFormElement {
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
  return form<Entering>({
    fields: [loginId, password],
    send: '注意を読んでサインインする',
    ask: (typed) => askApi('POST', '/sign-in', { ...typed, notice }),
    done: (answer) => goOn(entered, answer),
    refused({ code, says }, typed) {
      if (code === 'password-change-required') askNewPassword(entered, { ...typed, notice });
      else if (code === 'conflict') void again(says);
      else return false;
      return true;
    },
  });
}
