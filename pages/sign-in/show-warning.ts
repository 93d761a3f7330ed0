import { element } from '../kit/element.ts';

/** Says above every view what whoever types a secret here has to know of this connection and this office. */
export function showWarning(words: string | null): void {
  const warnings = document.querySelector('#warnings');
  warnings?.replaceChildren(...(words === null ? [] : [element('p', { class: 'warning' }, words)]));
}
