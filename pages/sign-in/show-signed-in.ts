import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { show } from '../kit/show.ts';
import { timeShown } from '../kit/time-shown.ts';
import { accountEndSection } from './account-end-section.ts';
import { factorsSection } from './factors-section.ts';
import { followRights } from './follow-rights.ts';
import { leaveButton } from './leave-button.ts';
import { passkeysSection } from './passkeys-section.ts';
import { passwordSection } from './password-section.ts';
import { pinSection } from './pin-section.ts';
import { providerSection } from './provider-section.ts';
import { sessionsSection } from './sessions-section.ts';
import { showSignIn } from './show-sign-in.ts';
import type { SignedIn, Ways } from './signed-in.ts';
import { thisConsole } from './this-console.ts';

/** What somebody who is signed in sees of their sign-in, and where they go on from it. */
export async function showSignedIn(loginId: string, before: SignedIn | undefined, ways: Ways): Promise<void> {
  const { entered, left } = ways;
  const leaving = new AbortController();
  const sessions = sessionsSection(left);
  const passkeys = passkeysSection();
  const provider = providerSection();
  const factors = factorsSection();
  const leave = leaveButton(left, () => leaving.abort());
  const lock = button('画面を施錠する', async () => {
    leaving.abort();
    await askApi('POST', '/own/lock', {});
    await ways.again();
  });
  const giveOver = button('次の人に交代する', async () => {
    leaving.abort();
    const why = `${loginId} がサインインしています。次の人がサインインすると、交代します。`;
    await showSignIn(entered, { why, stay: () => showSignedIn(loginId, undefined, ways) });
  });
  const isConsole = (await thisConsole()) !== undefined;
  show(
    `${loginId} としてサインインしています`,
    before === undefined ? undefined : lastTime(before),
    isConsole ? giveOver : undefined,
    lock,
    leave,
    sessions.root,
    factors.root,
    passkeys.root,
    provider.root,
    passwordSection(sessions.look),
    pinSection(),
    accountEndSection(),
  );
  await Promise.all([sessions.look(), factors.look(), passkeys.look(), provider.look()]);
  await followRights(ways, leaving.signal);
}

/** 前回のサインイン, and what was refused since (2.2.1.1(1)(g)(イ)). */
function lastTime({ previous, failures, received, shiftUntil, factorsRemovedAt }: SignedIn): HTMLElement {
  const last =
    previous === null
      ? element('dd', {}, 'ありません')
      : element('dd', {}, timeShown(previous.at), `（${previous.network} から）`);
  return element(
    'dl',
    {},
    element('dt', {}, '前回のサインイン'),
    last,
    element('dt', {}, 'それから失敗したサインイン'),
    element('dd', {}, `${failures}回`),
    ...(received === undefined || received === null
      ? []
      : [element('dt', {}, '識別コードの受領'), element('dd', {}, timeShown(received.at), received.says)]),
    ...(shiftUntil === null
      ? []
      : [element('dt', {}, '勤務の終わり'), element('dd', {}, timeShown(shiftUntil))]),
    ...(factorsRemovedAt === undefined || factorsRemovedAt === null
      ? []
      : [
          element('dt', {}, '認証アプリなどが外されたとき'),
          element('dd', {}, timeShown(factorsRemovedAt), '。覚えがなければ届け出てください。'),
        ]),
  );
}
