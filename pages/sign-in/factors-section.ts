import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { readSection } from '../kit/read-section.ts';
import { timeShown } from '../kit/time-shown.ts';
import { askProven } from './ask-proven.ts';
import { enrolOwnApp } from './enrol-own-app.ts';
import type { OwnFactors } from './own-factors.ts';
import { recoveryCodes } from './recovery-codes.ts';

/** One's own authenticator app and recovery codes: enrolled, replaced and removed. `look` reads them anew. */
export function factorsSection(): { readonly root: HTMLElement; readonly look: () => Promise<void> } {
  const told = element('div', {});
  const said = element('p', { role: 'status' });
  const { root, read } = readSection('認証アプリと回復コード', told, said);

  async function look(): Promise<void> {
    const answer = await read<OwnFactors>('/own/second-factors');
    if (answer.ok) told.replaceChildren(...shown(answer.body));
  }

  async function changed(words: string): Promise<void> {
    said.textContent = words;
    await look();
  }

  const remove = button('認証アプリを外す', async () => {
    const answer = await askProven(() => askApi('POST', '/own/totp/remove', {}));
    await changed(answer.ok ? '認証アプリを外しました。' : answer.problem.says);
  });

  const renew = button('回復コードを作り直す', async () => {
    const path = '/own/recovery-codes';
    const answer = await askProven(() =>
      askApi<{ readonly recoveryCodes: readonly string[] }>('POST', path, {}),
    );
    if (!answer.ok) return changed(answer.problem.says);
    const kept = button('回復コードを控えた', () => changed('回復コードを作り直しました。'));
    told.replaceChildren(...recoveryCodes(answer.body.recoveryCodes), kept);
    kept.focus();
  });

  function shown({ isDemanded, totpEnrolledAt, passkeys, recoveryCodes: left }: OwnFactors): readonly Node[] {
    const has = totpEnrolledAt !== null;
    const words = has
      ? element(
          'p',
          {},
          '認証アプリの登録は ',
          timeShown(totpEnrolledAt),
          `。使っていない回復コードは${left}個です。`,
        )
      : element('p', {}, '認証アプリは登録されていません。');
    const demanded = isDemanded
      ? [element('p', { class: 'hint' }, 'あなたの役割には二つ目の要素が要るので、最後の一つは外せません。')]
      : [];
    const enrol = enrolOwnApp(has ? '認証アプリを取り替える' : '認証アプリを登録する', () =>
      changed('認証アプリを登録しました。'),
    );
    return [words, ...demanded, enrol, ...(has ? [remove] : []), ...(has || passkeys > 0 ? [renew] : [])];
  }

  return { root, look };
}
