import { askApi } from '../kit/ask-api.ts';
import { element } from '../kit/element.ts';
import { show } from '../kit/show.ts';
import { enrolOwnApp } from './enrol-own-app.ts';
import { leaveButton } from './leave-button.ts';
import type { OwnFactors } from './own-factors.ts';
import { type ProofWay, proofForms } from './proof-forms.ts';
import type { Ways } from './signed-in.ts';

/** Whoever was given a role that demands a second factor while they were signed in shows theirs, or enrols one. */
export async function showOneFactor({ again, left }: Ways): Promise<void> {
  const factors = await askApi<OwnFactors>('GET', '/own/second-factors');
  const heading = '二つ目の要素を示す';
  if (!factors.ok) return show(heading, element('p', { role: 'alert' }, factors.problem.says));
  const { totpEnrolledAt, passkeys, recoveryCodes } = factors.body;
  const ways: readonly ProofWay[] = [
    ...(totpEnrolledAt === null ? [] : (['totp'] as const)),
    ...(passkeys === 0 ? [] : (['passkey'] as const)),
    ...(recoveryCodes === 0 ? [] : (['recovery-code'] as const)),
  ];
  const words = element('p', {}, 'サインインした後に、二つ目の要素が要る役割になりました。');
  const asked = ways.length === 0 ? enrolOwnApp('認証アプリを登録する', again) : proofForms(ways, again);
  show(heading, words, asked, leaveButton(left));
  asked.querySelector<HTMLElement>('input, button')?.focus();
}
