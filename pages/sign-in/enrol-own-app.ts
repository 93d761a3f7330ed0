import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { askProven } from './ask-proven.ts';
import { recoveryCodes } from './recovery-codes.ts';
import { type Seed, seedShown } from './seed-shown.ts';

/** Enrolling an app of one's own while one is signed in, in the place of the one before; `done` once its recovery codes are written down. */
export function enrolOwnApp(words: string, done: () => Promise<void>): HTMLElement {
  const root = element('div', { class: 'other' });
  const said = element('p', { class: 'refusal', role: 'alert' });
  const begin = button(words, async () => {
    said.textContent = '';
    const begun = await askProven(() => askApi<Seed>('POST', '/own/totp', {}));
    if (begun.ok) confirm(begun.body);
    else said.textContent = begun.problem.says;
  });

  function confirm(seed: Seed): void {
    const code = field({
      name: 'code',
      label: '登録する認証アプリの番号',
      autocomplete: 'one-time-code',
      hint: '登録した認証アプリに今出ている6桁の番号です。',
      inputmode: 'numeric',
    });
    const enrol = form<{ readonly recoveryCodes: readonly string[] }>({
      fields: [code],
      send: '認証アプリを確かめて登録する',
      ask: (typed) => askProven(() => askApi('POST', '/own/totp/confirm', typed)),
      async done(answer) {
        root.replaceChildren(...recoveryCodes(answer.recoveryCodes), button('回復コードを控えた', done));
        root.querySelector('button')?.focus();
      },
    });
    root.replaceChildren(
      element('p', {}, '二次元コードを認証アプリで読んでください。'),
      ...seedShown(seed),
      enrol,
    );
    code.input.focus();
  }

  root.append(begin, said);
  return root;
}
