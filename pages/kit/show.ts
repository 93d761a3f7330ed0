import { type Child, element } from './element.ts';

const name = '関所';

/** Shows a view in the place of the one before, under its heading, where reading and the keyboard go on. */
export function show(heading: string, ...children: readonly Child[]): void {
  const main = document.querySelector('main');
  const title = element('h1', { tabindex: '-1' }, heading);
  document.title = `${heading} — ${name}`;
  main?.replaceChildren(title, ...children.filter((child) => child !== undefined));
  const first = main?.querySelector<HTMLElement>(':scope > form input');
  (first ?? title).focus();
}
