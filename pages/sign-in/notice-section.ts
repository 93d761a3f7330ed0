import { element } from '../kit/element.ts';

/** What everybody is told before they sign in, and by which version. */
export type Notice = {
  readonly version: number;
  readonly words: string;
  readonly warning: string | null;
  /** Whether the office has a provider by which people may sign in. */
  readonly hasProvider: boolean;
};

/** 利用上の注意, as it stands above every way in. */
export function noticeSection({ words }: Notice): HTMLElement {
  return element('section', { 'aria-label': '利用上の注意' }, element('p', { class: 'notice' }, words));
}
