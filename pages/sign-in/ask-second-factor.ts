import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { type FieldTerms, field } from '../kit/field.ts';
import { form } from '../kit/form.ts';
import { show } from '../kit/show.ts';
import { signingButton } from './passkey-button.ts';
import { recoveryCodes } from './recovery-codes.ts';
import type { Entered, SignedIn } from './signed-in.ts';

type TypedFactor = 'totp' | 'recovery-code';
export type Factor = TypedFactor | 'passkey';

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
} as const satisfies Record<TypedFactor, FieldTerms>;

const names = {
  totp: terms.totp.label,
  'recovery-code': terms['recovery-code'].label,
  passkey: 'パスキー',
} as const satisfies Record<Factor, string>;

/** Asks for one of the factors that somebody has. */
export function askSecondFactor(
  entered: Entered,
  { challenge, factors: [factor, ...others] }: SecondFactorAsked,
): void {
  if (factor === undefined) return;
  const confirm =
    factor === 'passkey'
      ? signingButton('パスキーで確かめてサインインする', entered, (response) =>
          askApi('POST', '/sign-in/second-factor/passkey', { challenge, response }),
        )
      : codeForm(entered, { challenge, factor, code: field(terms[factor]) });
  const turnTo = (other: Factor) =>
    button(`${names[other]}を使う`, async () => {
      const rest = [factor, ...others].filter((one) => one !== other);
      askSecondFactor(entered, { challenge, factors: [other, ...rest] });
    });
  show('本人の確認', confirm, ...others.map(turnTo));
}

/** The form that ends a sign-in by a code. */
export function codeForm(
  entered: Entered,
  {
    challenge,
    factor,
    code,
  }: { readonly challenge: string; readonly factor: TypedFactor; readonly code: ReturnType<typeof field> },
): HTMLFormElement {
  return form<SignedIn>({
    fields: [code],
    send: '確かめてサインインする',
    ask: (typed) => askApi('POST', '/sign-in/second-factor', { challenge, factor, ...typed }),
    done: (who) => ((who.recoveryCodes ?? null) === null ? entered(who) : showRecoveryCodes(entered, who)),
  });
}

/** 回復コード, before they go on. */
async function showRecoveryCodes(entered: Entered, who: SignedIn): Promise<void> {
  const codes = recoveryCodes(who.recoveryCodes ?? []);
  show(
    '回復コードを控える',
    ...codes,
    button('控えたので先へ進む', () => entered(who)),
  );
}
