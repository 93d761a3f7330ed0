import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { type FieldTerms, field } from '../kit/field.ts';
import { form } from '../kit/form.ts';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** By what somebody who is signed in shows once more who they are. */
export type ProofWay = 'pin' | 'password' | 'totp' | 'recovery-code' | 'passkey';

const terms = {
  pin: {
    name: 'secret',
    label: 'あなたの暗証番号',
    autocomplete: 'off',
    type: 'password',
    inputmode: 'numeric',
  },
  password: {
    name: 'secret',
    label: 'あなたのパスワード',
    autocomplete: 'current-password',
    type: 'password',
  },
  totp: {
    name: 'secret',
    label: 'あなたの認証アプリの番号',
    autocomplete: 'one-time-code',
    hint: '認証アプリに今出ている6桁の番号です。一つの番号は一度だけ使えます。',
    inputmode: 'numeric',
  },
  'recovery-code': {
    name: 'secret',
    label: 'あなたの回復コード',
    autocomplete: 'off',
    hint: '登録したときに控えたコードの一つです。使ったものは、もう使えません。',
  },
} as const satisfies Record<Exclude<ProofWay, 'passkey'>, FieldTerms>;

const names = {
  pin: '暗証番号',
  password: 'パスワード',
  totp: '認証アプリの番号',
  'recovery-code': '回復コード',
  passkey: 'パスキー',
} as const satisfies Record<ProofWay, string>;

/** The ways there are: a PIN counts at a console alone, and comes first there. */
export function proofWays(isConsole: boolean): readonly ProofWay[] {
  const passkey = browserSupportsWebAuthn() ? (['passkey'] as const) : [];
  return [...(isConsole ? (['pin'] as const) : []), 'password', 'totp', ...passkey, 'recovery-code'];
}

/** Asks who is there by one way at a time, the first to begin with; `done` once they have shown it. */
export function proofForms(ways: readonly ProofWay[], done: () => Promise<void>): HTMLElement {
  const root = element('div', {});
  function turnTo(way: ProofWay): void {
    const others = ways.filter((other) => other !== way);
    root.replaceChildren(
      way === 'passkey' ? passkeyProof(done) : typedProof(way, done),
      ...others.map((other) => button(`${names[other]}を使う`, async () => turnTo(other))),
    );
    root.querySelector<HTMLElement>('input, button')?.focus();
  }
  const [first] = ways;
  if (first !== undefined) turnTo(first);
  return root;
}

function typedProof(by: Exclude<ProofWay, 'passkey'>, done: () => Promise<void>): HTMLElement {
  return form({
    fields: [field(terms[by])],
    send: '本人であることを確かめる',
    ask: (typed) => askApi('POST', '/own/prove', { by, ...typed }),
    done: () => done(),
  });
}

function passkeyProof(done: () => Promise<void>): HTMLElement {
  const said = element('p', { class: 'refusal', role: 'alert' });
  const sign = button('パスキーで本人であることを確かめる', async () => {
    said.textContent = '';
    const options = await askApi<RequestOptions>('POST', '/sign-in/passkey/options', {});
    const response = options.ok
      ? await startAuthentication({ optionsJSON: options.body }).catch(() => undefined)
      : undefined;
    if (response === undefined) {
      said.textContent = options.ok ? passkeyUnused : options.problem.says;
      return;
    }
    const answer = await askApi('POST', '/own/prove/passkey', { response });
    if (answer.ok) return done();
    said.textContent = answer.problem.errors[0]?.message ?? answer.problem.says;
  });
  return element('div', { class: 'other' }, sign, said);
}

const passkeyUnused =
  'パスキーを使えませんでした。取り消したか、この端末にパスキーがありません。もう一度行うか、ほかの方法で確かめてください。';
