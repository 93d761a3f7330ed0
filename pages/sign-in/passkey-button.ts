import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { type Answer, askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import type { Entered, SignedIn } from './signed-in.ts';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** What a browser says of a passkey that was not shown, or that it has not, is the same: nobody learns which. */
const passkeyUnused =
  'パスキーを使えませんでした。取り消したか、この端末にパスキーがありません。もう一度行うか、パスワードでサインインしてください。';

/** Signing in by a passkey, where this browser and the service under this name can. */
export async function passkeyButton(entered: Entered, notice: number): Promise<HTMLElement | undefined> {
  if (!browserSupportsWebAuthn() || !(await askOptions()).ok) return undefined;
  return signingButton('注意を読んでパスキーでサインインする', entered, (response) =>
    askApi('POST', '/sign-in/passkey', { response, notice }),
  );
}

/** A button that has a passkey sign and sends what it signed, or says beside it why not. */
export function signingButton(
  words: string,
  entered: Entered,
  send: (response: object) => Promise<Answer<SignedIn>>,
): HTMLElement {
  const said = element('p', { class: 'refusal', role: 'alert' });
  const sign = button(words, async () => {
    said.textContent = '';
    const options = await askOptions();
    if (!options.ok) return sayAgain(options.problem.says);
    const response = await startAuthentication({ optionsJSON: options.body }).catch(() => undefined);
    if (response === undefined) return sayAgain(passkeyUnused);
    const answer = await send(response);
    return answer.ok ? entered(answer.body) : sayAgain(answer.problem.says);
  });

  async function sayAgain(why: string): Promise<void> {
    said.textContent = why;
  }

  return element('div', { class: 'other' }, sign, said);
}

/** What a passkey has to sign: it counts for a few minutes, so it is asked for again when the button is pressed. */
function askOptions() {
  return askApi<RequestOptions>('POST', '/sign-in/passkey/options', {});
}
