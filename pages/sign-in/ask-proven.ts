import type { Answer } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { proofForms, proofWays } from './proof-forms.ts';
import { thisConsole } from './this-console.ts';

/** Asks the API; where it wants to know anew who is there, it is asked again once they have shown it. */
export async function askProven<Body>(ask: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  const answer = await ask();
  if (answer.ok || answer.problem.code !== 'proof-required') return answer;
  return (await isProven((await thisConsole()) !== undefined)) ? ask() : answer;
}

/** Asks who is there in a dialog; whoever closes it did not show it. */
function isProven(isConsole: boolean): Promise<boolean> {
  const prove = proofForms(proofWays(isConsole), async () => dialog.close('proven'));
  const dialog: HTMLDialogElement = element(
    'dialog',
    { 'aria-labelledby': 'proving' },
    element('h2', { id: 'proving' }, '本人の再確認'),
    element('p', {}, '大切な操作なので、もう一度、本人であることを確かめます。'),
    prove,
    button('やめる', async () => dialog.close()),
  );
  document.body.append(dialog);
  dialog.showModal();
  prove.querySelector('input')?.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'proven');
    });
  });
}
