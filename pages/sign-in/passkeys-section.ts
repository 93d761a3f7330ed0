import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { readSection } from '../kit/read-section.ts';
import { timeShown } from '../kit/time-shown.ts';
import { askProven } from './ask-proven.ts';

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type OwnPasskey = { readonly id: string; readonly name: string; readonly registeredAt: string };

const notMade = {
  ok: false,
  status: 0,
  problem: {
    code: 'not-made',
    says: 'パスキーを作れませんでした。取り消したか、この端末にはもうあります。',
    errors: [],
  },
} as const;

/** One's own passkeys: added and removed. `look` reads them anew. */
export function passkeysSection(): { readonly root: HTMLElement; readonly look: () => Promise<void> } {
  const list = element('ul', { class: 'list' });
  const said = element('p', { role: 'status' });

  async function look(): Promise<void> {
    const answer = await read<{ readonly items: readonly OwnPasskey[] }>('/own/passkeys');
    if (answer.ok) list.replaceChildren(...answer.body.items.map(lineOf));
  }

  function lineOf({ id, name, registeredAt }: OwnPasskey): HTMLElement {
    const remove = button('削除する', async () => {
      const answer = await askProven(() => askApi('POST', `/own/passkeys/${id}/remove`, {}));
      said.textContent = answer.ok ? `${name} を削除しました。` : answer.problem.says;
      await look();
    });
    remove.setAttribute('aria-label', `${name} を削除する`);
    return element('li', {}, element('span', {}, `${name}、登録は `, timeShown(registeredAt)), remove);
  }

  const name = field({
    name: 'name',
    label: 'パスキーの名前',
    autocomplete: 'off',
    hint: 'どの端末のものか、自分で分かる名前にしてください。',
  });
  const add = form({
    fields: [name],
    send: 'パスキーを加える',
    async ask(typed) {
      const options = await askProven(() => askApi<CreationOptions>('POST', '/own/passkeys/options', {}));
      if (!options.ok) return options;
      const response = await startRegistration({ optionsJSON: options.body }).catch(() => undefined);
      return response === undefined ? notMade : askApi('POST', '/own/passkeys', { ...typed, response });
    },
    async done(_, typed) {
      name.input.value = '';
      said.textContent = `${typed.name} を加えました。`;
      await look();
    },
  });
  const { root, read } = readSection('パスキー', list, browserSupportsWebAuthn() ? add : undefined, said);
  return { root, look };
}
