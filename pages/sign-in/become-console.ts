import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { show } from '../kit/show.ts';
import type { ThisConsole } from './this-console.ts';

/** Makes this browser a console by the code that whoever registered it was handed. */
export function becomeConsole(back: (why?: string) => Promise<void>): void {
  const code = field({
    name: 'code',
    label: '端末のコード',
    autocomplete: 'off',
    hint: '端末を登録した人に示されたコードです。1時間のうちに一度だけ使えます。',
  });
  const become = form<ThisConsole>({
    fields: [code],
    send: '端末にする',
    ask: (typed) => askApi('POST', '/console', typed),
    done: ({ name, place }) => back(`このブラウザは ${name}（${place}）になりました。`),
  });
  const words = element('p', {}, '警備室や受付など、交代で使う端末でだけ行ってください。');
  show('このブラウザを端末にする', words, become, button('やめる', back));
}
