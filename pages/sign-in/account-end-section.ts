import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { field } from '../kit/field.ts';
import { form } from '../kit/form.ts';

/** 利用終了の届出: whoever will not need their login id from some day on says so (METI 19(4)), and takes it back. */
export function accountEndSection(): HTMLElement {
  const said = element('p', { role: 'status' });
  const day = field({
    name: 'endsAt',
    label: '使わなくなる日',
    autocomplete: 'off',
    hint: '例: 2027-04-01。その日の始まりに、識別コードはひとりでに終わります。',
  });
  const reason = field({ name: 'reason', label: '理由', autocomplete: 'off' });
  const report = form<Record<never, never>>({
    fields: [day, reason],
    send: '利用終了を届け出る',
    ask: ({ endsAt = '', ...typed }) =>
      askApi('POST', '/own/account-end', { ...typed, endsAt: beginningOf(endsAt) }),
    async done(_, { endsAt }) {
      for (const { input } of [day, reason]) input.value = '';
      said.textContent = `${endsAt} に終わることを届け出ました。`;
    },
  });
  const withdraw = button('届出を取り下げる', async () => {
    const answer = await askApi('POST', '/own/account-end', { endsAt: null, reason: '取下げ' });
    said.textContent = answer.ok ? '届出を取り下げました。' : answer.problem.says;
  });
  return element('section', {}, element('h2', {}, '利用終了の届出'), report, withdraw, said);
}

/** When a day begins where the browser is; what is no day is said to be none by the service. */
function beginningOf(day: string): string {
  const date = new Date(`${day.trim()}T00:00:00`);
  return Number.isNaN(date.getTime()) ? day : date.toISOString();
}
