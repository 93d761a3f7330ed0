import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { show } from '../kit/show.ts';
import { becomeConsole } from './become-console.ts';
import { cardForm } from './card-form.ts';
import { type Notice, noticeSection } from './notice-section.ts';
import { passkeyButton } from './passkey-button.ts';
import { passwordForm } from './password-form.ts';
import { providerButton } from './provider-button.ts';
import { showWarning } from './show-warning.ts';
import type { Entered } from './signed-in.ts';
import { type ThisConsole, thisConsole } from './this-console.ts';

type Coming = {
  /** For what they have to come, or come again. */
  readonly why?: string | undefined;
  /** For whoever is signed in still, and would rather stay. */
  readonly stay?: () => Promise<void>;
};

/** The way in: what everybody is told before, then card and PIN at a console, login id and password elsewhere. */
export async function showSignIn(entered: Entered, coming: Coming = {}): Promise<void> {
  const notice = await askApi<Notice>('GET', '/sign-in/notice');
  if (!notice.ok) return show('サインインできません', element('p', { role: 'alert' }, notice.problem.says));
  showWarning(notice.body.warning);
  const console = await thisConsole();
  if (console === undefined) await showByPassword(entered, notice.body, coming, consoleButton(entered));
  else showByCard(entered, notice.body, coming, console);
}

function showByCard(entered: Entered, notice: Notice, { why, stay }: Coming, console: ThisConsole): void {
  const enter = cardForm(entered, notice.version, ({ code, says }) => {
    if (code !== 'conflict') return false;
    void showSignIn(entered, { why: says });
    return true;
  });
  const other =
    stay === undefined
      ? button('識別コードとパスワードを使う', () => showByPassword(entered, notice))
      : button('交代をやめる', stay);
  const heading = `${console.name}（${console.place}）にサインインする`;
  show(heading, statusOf(why), noticeSection(notice), enter, other);
}

async function showByPassword(
  entered: Entered,
  notice: Notice,
  { why }: Coming = {},
  ...more: readonly HTMLElement[]
): Promise<void> {
  const { version, hasProvider } = notice;
  const enter = passwordForm(entered, version, (says) => showSignIn(entered, { why: says }));
  const passkey = await passkeyButton(entered, version);
  const provider = hasProvider ? providerButton(version) : undefined;
  show('サインイン', statusOf(why), noticeSection(notice), enter, passkey, provider, ...more);
}

function consoleButton(entered: Entered): HTMLElement {
  const become = button('このブラウザを端末にする', async () =>
    becomeConsole((why) => showSignIn(entered, { why })),
  );
  return element('div', { class: 'other' }, become);
}

function statusOf(why: string | undefined): HTMLElement | undefined {
  return why === undefined ? undefined : element('p', { role: 'status' }, why);
}
