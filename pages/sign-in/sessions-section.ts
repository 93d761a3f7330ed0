import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { readSection } from '../kit/read-section.ts';
import { timeShown } from '../kit/time-shown.ts';
import type { OwnSession, OwnSessions } from './own-sessions.ts';
import type { Left } from './signed-in.ts';

/** One's own sessions, each to be ended. `look` reads them anew. */
export function sessionsSection(left: Left): {
  readonly root: HTMLElement;
  readonly look: () => Promise<void>;
} {
  const list = element('ul', { class: 'list' });
  const said = element('p', { role: 'status' });

  async function look(): Promise<void> {
    const answer = await read<OwnSessions>('/own/sessions');
    if (answer.ok) list.replaceChildren(...answer.body.items.map(lineOf));
    else if (answer.status === 401) await left('セッションが終わりました。もう一度サインインしてください。');
  }

  function lineOf({ id, isThis, network, usedAt }: OwnSession): HTMLElement {
    const words = element('span', {}, `${network} から、最後に使ったのは `, timeShown(usedAt));
    if (isThis) return element('li', {}, words, element('strong', {}, 'この画面'));
    const end = button('終わらせる', async () => {
      const answer = await askApi('POST', `/own/sessions/${id}/end`, {});
      said.textContent = answer.ok ? 'セッションを終わらせました。' : answer.problem.says;
      await look();
    });
    end.setAttribute('aria-label', `${network} からのセッションを終わらせる`);
    return element('li', {}, words, end);
  }

  const { root, read } = readSection('続いているセッション', list, said);
  return { root, look };
}
