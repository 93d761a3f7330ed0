import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { show } from '../kit/show.ts';
import { timeShown } from '../kit/time-shown.ts';
import { followRights } from './follow-rights.ts';
import { passkeysSection } from './passkeys-section.ts';
import { passwordSection } from './password-section.ts';
import { sessionsSection } from './sessions-section.ts';
import type { SignedIn } from './signed-in.ts';

/** What somebody who is signed in sees of their sign-in; `left`: they are not any more, and why. */
export async function showSignedIn(
  loginId: string,
  before: SignedIn | undefined,
  left: (why: string) => Promise<void>,
): Promise<void> {
  const sessions = sessionsSection(left);
  const passkeys = passkeysSection();
  const leave = button('サインアウトする', async () => {
    const answer = await askApi('POST', '/sign-out', {});
    await left(answer.ok ? 'サインアウトしました。' : answer.problem.says);
  });
  show(
    `${loginId} としてサインインしています`,
    before === undefined ? undefined : lastTime(before),
    leave,
    sessions.root,
    passkeys.root,
    passwordSection(sessions.look),
  );
  await Promise.all([sessions.look(), passkeys.look()]);
  await followRights(left);
}

/** 前回のサインイン, and what was refused since (2.2.1.1(1)(g)(イ)). */
function lastTime({ previous, failures, factorsRemovedAt }: SignedIn): HTMLElement {
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
    ...(factorsRemovedAt === undefined || factorsRemovedAt === null
      ? []
      : [
          element('dt', {}, '認証アプリなどが外されたとき'),
          element('dd', {}, timeShown(factorsRemovedAt), '。覚えがなければ届け出てください。'),
        ]),
  );
}
