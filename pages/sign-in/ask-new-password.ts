import { askApi } from '../kit/ask-api.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { show } from '../kit/show.ts';
import { type Entering, goOn } from './go-on.ts';
import type { Entered } from './signed-in.ts';

export const newPasswordHint =
  '15文字から128文字。文字の種類の決まりはありません。よく使われるものと、識別コードや組織の名前に少し足しただけのものは使えません。';

/** Whoever came with a one-time secret sets their own password, by which they sign in from now on. */
export function askNewPassword(entered: Entered, secret: object): void {
  const next = field({
    name: 'newPassword',
    label: '新しいパスワード',
    autocomplete: 'new-password',
    hint: newPasswordHint,
    type: 'password',
  });
  const words = element(
    'p',
    {},
    '渡されたパスワードは一度だけのものです。これから使うパスワードを決めてください。',
  );
  const set = form<Entering>({
    fields: [next],
    send: 'パスワードを決めてサインインする',
    ask: (typed) => askApi('POST', '/sign-in', { ...secret, ...typed }),
    done: (answer) => goOn(entered, answer),
  });
  show('パスワードを決める', words, set);
}
