import { element } from '../kit/element.ts';

/** What everybody is told before they sign in, and by which version. */
export type Notice = { readonly version: number; readonly words: string; readonly warning: string | null };

/** 利用上の注意, as it stands above every way in. */
export function noticeSection({ words }: Notice): HTMLElement {
  return element('section', { 'aria-label': '利用上の注意' }, element('p', { class: 'notice' }, words));
}
