import { askApi } from '../kit/ask-api.ts';
import { show } from '../kit/show.ts';
import type { SecondFactorAsked } from './ask-second-factor.ts';
import { goOn } from './go-on.ts';
import { leaveButton } from './leave-button.ts';
import type { OwnSessions } from './own-sessions.ts';
import { passwordSection } from './password-section.ts';
import { showLocked } from './show-locked.ts';
import { showOneFactor } from './show-one-factor.ts';
import { showSignIn } from './show-sign-in.ts';
import { showSignedIn } from './show-signed-in.ts';
import type { Ways } from './signed-in.ts';

/** What is shown to whom the API keeps from all else until they have done it, by the code of its refusal. */
const heldBack: ReadonlyMap<string, (ways: Ways) => Promise<void>> = new Map([
  ['session-locked', showLocked],
  ['second-factor-required', showOneFactor],
  ['password-change-required', async (ways) => showExpired(ways)],
]);

/** Shows whoever this browser is signed in as, what they have to do before, or the way in: there, for what they come again. */
export async function showPresent(ways: Ways, why?: string): Promise<void> {
  const own = await askApi<OwnSessions>('GET', '/own/sessions');
  const here = own.ok ? own.body.items.find(({ isThis }) => isThis) : undefined;
  if (here !== undefined && why === undefined) return showSignedIn(here.loginId, undefined, ways);
  const held = own.ok ? undefined : heldBack.get(own.problem.code);
  if (held !== undefined) return held(ways);
  const begun = await askApi<{ readonly asked: SecondFactorAsked | null }>('GET', '/sign-in/second-factor');
  if (begun.ok && begun.body.asked !== null) return goOn(ways.entered, begun.body.asked);
  return showSignIn(ways.entered, { why });
}

/** パスワードの期限が過ぎた: nothing else until it is another. */
function showExpired({ again, left }: Ways): void {
  show('パスワードの期限が過ぎました', passwordSection(again), leaveButton(left));
}
