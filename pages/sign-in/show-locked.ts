import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import { element } from '../kit/element.ts';
import { show } from '../kit/show.ts';
import { leaveButton } from './leave-button.ts';
import { proofForms, proofWays } from './proof-forms.ts';
import { showSignIn } from './show-sign-in.ts';
import type { Ways } from './signed-in.ts';
import { thisConsole } from './this-console.ts';

/** A locked screen: its person opens it by showing who they are, or somebody else takes it over; of alarms it tells how many stand. */
export async function showLocked(ways: Ways): Promise<void> {
  const console = await thisConsole();
  const giveOver = button('次の人に交代する', () =>
    showSignIn(ways.entered, { why: '画面は施錠されています。', stay: () => showLocked(ways) }),
  );
  show(
    '画面が施錠されています',
    element('p', {}, 'サインインしている本人だけが解けます。'),
    console === undefined ? undefined : await standingAlarms(console.site),
    proofForms(proofWays(console !== undefined), ways.again),
    console === undefined ? undefined : giveOver,
    leaveButton(ways.left),
  );
  document.querySelector<HTMLElement>('main input')?.focus();
}

async function standingAlarms(site: string): Promise<HTMLElement | undefined> {
  const answer = await askApi<{ readonly standing: number }>('GET', `/sites/${site}/alarms/standing`);
  return answer.ok && answer.body.standing > 0
    ? element('p', { class: 'warning' }, `警報が${answer.body.standing}件あります。`)
    : undefined;
}
