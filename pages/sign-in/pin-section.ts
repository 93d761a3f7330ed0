import { askApi } from '../kit/ask-api.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';

/** Setting one's own 暗証番号, which signs in beside one's card at a console. */
export function pinSection(): HTMLElement {
  const said = element('p', { role: 'status' });
  const pin = field({
    name: 'pin',
    label: '新しい暗証番号',
    autocomplete: 'off',
    hint: '6桁から12桁の数字。続き番号、日付、カードや職員の番号は使えません。',
    type: 'password',
    inputmode: 'numeric',
  });
  const password = field({
    name: 'password',
    label: '本人を確かめるパスワード',
    autocomplete: 'current-password',
    type: 'password',
  });
  const set = form({
    fields: [pin, password],
    send: '暗証番号を決める',
    ask: (typed) => askApi('POST', '/own/pin', typed),
    async done() {
      for (const { input } of [pin, password]) input.value = '';
      said.textContent = '暗証番号を決めました。';
    },
  });
  const words = element('p', { class: 'hint' }, '警備室や受付の端末で、識別カードとともに示します。');
  return element('section', {}, element('h2', {}, '端末で使う暗証番号'), words, set, said);
}
