import { askApi } from '../kit/ask-api.ts';
import { button } from '../kit/button.ts';
import type { Left } from './signed-in.ts';

/** Signing out; `leaving`: what has to stop before. */
export function leaveButton(left: Left, leaving?: () => void): HTMLButtonElement {
  return button('サインアウトする', async () => {
    leaving?.();
    const answer = await askApi('POST', '/sign-out', {});
    await left(answer.ok ? 'サインアウトしました。' : answer.problem.says);
  });
}
