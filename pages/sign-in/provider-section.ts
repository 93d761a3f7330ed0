import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
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
    const notice = await askApi<Notice>('GET', '/sign-in/notice');
    const links = await askApi<{ readonly items: readonly OwnLink[] }>('GET', '/own/provider-links');
    root.hidden = !(notice.ok && notice.body.hasProvider && links.ok);
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
  const root = element('section', { hidden: true }, element('h2', {}, '組織のアカウント'), list, link, said);
  return { root, look };
}
