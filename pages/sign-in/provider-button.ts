import { type Answer, askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';

/** Where a browser goes to show at the provider of the office who is there. */
type Going = { readonly url: string };

/** Signing in by the provider of the office; it comes back to this page. */
export function providerButton(notice: number): HTMLElement {
  return goingButton('注意を読んで組織のアカウントでサインインする', () =>
    askApi('POST', '/sign-in/single-sign-on', { notice, returnTo: '/' }),
  );
}

/** A button that leaves for the provider, or says beside it why not. */
export function goingButton(words: string, ask: () => Promise<Answer<Going>>): HTMLElement {
  const said = element('p', { class: 'refusal', role: 'alert' });
  const go = button(words, async () => {
    said.textContent = '';
    const going = await ask();
    if (going.ok) location.assign(going.body.url);
    else said.textContent = going.problem.says;
  });
  return element('div', { class: 'other' }, go, said);
}
