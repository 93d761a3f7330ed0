import { element } from './element.ts';

/** A button that does something, once at a time: pressed again while that goes on, it does nothing. */
export function button(words: string, press: () => Promise<void>): HTMLButtonElement {
  const made = element('button', { type: 'button' }, words);
  made.addEventListener('click', async () => {
    if (made.getAttribute('aria-busy') === 'true') return;
    made.setAttribute('aria-busy', 'true');
    await press();
    made.removeAttribute('aria-busy');
  });
  return made;
}
