import { askApi } from '../kit/ask-api.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { newPasswordHint } from './ask-new-password.ts';

/** Changing one's own password; `changed`: every other session has ended by it. */
export function passwordSection(changed: () => Promise<void>): HTMLElement {
  const said = element('p', { role: 'status' });
  const current = field({
    name: 'current',
    label: '今のパスワード',
    autocomplete: 'current-password',
    type: 'password',
  });
  const next = field({
    name: 'next',
    label: '新しいパスワード',
    autocomplete: 'new-password',
    hint: newPasswordHint,
    type: 'password',
  });
  const change = form<{ readonly sessionsEnded: number }>({
    fields: [current, next],
    send: 'パスワードを変える',
    ask: (typed) => askApi('POST', '/own/password', typed),
    async done({ sessionsEnded }) {
      for (const { input } of [current, next]) input.value = '';
      said.textContent = `パスワードを変えました。ほかのセッション${sessionsEnded}件が終わりました。`;
      await changed();
    },
  });
  const warned = element('p', { class: 'hint' }, '変えると、ほかのセッションは終わります。');
  return element('section', {}, element('h2', {}, 'パスワードの変更'), warned, change, said);
}
