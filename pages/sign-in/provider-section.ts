import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { readSection } from '../kit/read-section.ts';
import { timeShown } from '../kit/time-shown.ts';
import { askProven } from './ask-proven.ts';
import type { Notice } from './notice-section.ts';
import { goingButton } from './provider-button.ts';

type OwnLink = { readonly id: string; readonly issuer: string; readonly linkedAt: string };

/** One's own links to the provider of the office, where it has one. `look` reads them anew. */
export function providerSection(): { readonly root: HTMLElement; readonly look: () => Promise<void> } {
  const list = element('ul', { class: 'list' });
  const said = element('p', { role: 'status' });

  async function look(): Promise<void> {
    const notice = await read<Notice>('/sign-in/notice');
    root.hidden = notice.ok && !notice.body.hasProvider;
    if (!notice.ok || root.hidden) return;
    const links = await read<{ readonly items: readonly OwnLink[] }>('/own/provider-links');
    if (links.ok) list.replaceChildren(...links.body.items.map(lineOf));
  }

  function lineOf({ id, issuer, linkedAt }: OwnLink): HTMLElement {
    const remove = button('解く', async () => {
      const answer = await askProven(() => askApi('POST', `/own/provider-links/${id}/remove`, {}));
      said.textContent = answer.ok ? `${issuer} との結付けを解きました。` : answer.problem.says;
      await look();
    });
    remove.setAttribute('aria-label', `${issuer} との結付けを解く`);
    return element('li', {}, element('span', {}, `${issuer}、結び付けたのは `, timeShown(linkedAt)), remove);
  }

  const link = goingButton('組織のアカウントと結び付ける', () =>
    askProven(() => askApi('POST', '/own/provider-links', { returnTo: '/' })),
  );
  const { root, read } = readSection('組織のアカウント', list, link, said);
  root.hidden = true;
  return { root, look };
}
