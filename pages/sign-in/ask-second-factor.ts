import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { type FieldTerms, field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { show } from '../kit/show.ts';
import type { Entered, SignedIn } from './signed-in.ts';

export type Factor = 'totp' | 'recovery-code';

/** What the API asks for between the password and the session. */
export type SecondFactorAsked = { readonly challenge: string; readonly factors: readonly Factor[] };

const terms = {
  totp: {
    name: 'code',
    label: '認証アプリの番号',
    autocomplete: 'one-time-code',
    hint: '認証アプリに今出ている6桁の番号です。一つの番号は一度だけ使えます。',
    inputmode: 'numeric',
  },
  'recovery-code': {
    name: 'code',
    label: '回復コード',
    autocomplete: 'off',
    hint: '登録したときに控えたコードの一つです。使ったものは、もう使えません。',
  },
} as const satisfies Record<Factor, FieldTerms>;

/** Asks for a code of one of the factors that somebody has. */
export function askSecondFactor(
  entered: Entered,
  { challenge, factors: [factor, ...others] }: SecondFactorAsked,
): void {
  if (factor === undefined) return;
  const code = field(terms[factor]);
  const confirm = codeForm(entered, { challenge, factor, code });
  const turnTo = (other: Factor) =>
    button(`${terms[other].label}を使う`, async () =>
      askSecondFactor(entered, { challenge, factors: [other, factor] }),
    );
  show('本人の確認', confirm, ...others.map(turnTo));
}

/** The form that ends a sign-in by a code. */
export function codeForm(
  entered: Entered,
  {
    challenge,
    factor,
    code,
  }: { readonly challenge: string; readonly factor: Factor; readonly code: ReturnType<typeof field> },
): HTMLFormElement {
  return form<SignedIn>({
    fields: [code],
    send: '確かめてサインインする',
    ask: (typed) => askApi('POST', '/sign-in/second-factor', { challenge, factor, ...typed }),
    done: (who) => ((who.recoveryCodes ?? null) === null ? entered(who) : showRecoveryCodes(entered, who)),
  });
}

/** 回復コード: told this once, to be written down. */
async function showRecoveryCodes(entered: Entered, who: SignedIn): Promise<void> {
  const codes = (who.recoveryCodes ?? []).map((code) => element('li', { class: 'code' }, code));
  show(
    '回復コードを控える',
    element(
      'p',
      {},
      '認証アプリが手元にないときに、一つずつ一度だけ使えます。今しか表示しません。紙に控えて、ほかの人の手の届かないところに置いてください。',
    ),
    element('ul', {}, ...codes),
    button('控えたので先へ進む', () => entered(who)),
  );
}
