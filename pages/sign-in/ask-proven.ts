import { type Answer, askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';

/** Asks the API; where it wants to know anew who is there, it is asked again once they have shown their password. */
export async function askProven<Body>(ask: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  const answer = await ask();
  if (answer.ok || answer.problem.code !== 'proof-required') return answer;
  return (await isProven()) ? ask() : answer;
}

/** Asks for the password in a dialog; whoever closes it did not show any. */
function isProven(): Promise<boolean> {
  const secret = field({
    name: 'secret',
    label: 'あなたのパスワード',
    autocomplete: 'current-password',
    type: 'password',
  });
  const prove: HTMLFormElement = form({
    fields: [secret],
    send: '本人であることを確かめる',
    ask: (typed) => askApi('POST', '/own/prove', { by: 'password', ...typed }),
    done: async () => dialog.close('proven'),
  });
  const dialog: HTMLDialogElement = element(
    'dialog',
    { 'aria-labelledby': 'proving' },
    element('h2', { id: 'proving' }, '本人の再確認'),
    element('p', {}, '大切な操作なので、もう一度パスワードで確かめます。'),
    prove,
    button('やめる', async () => dialog.close()),
  );
  document.body.append(dialog);
  dialog.showModal();
  secret.input.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'proven');
    });
  });
}
