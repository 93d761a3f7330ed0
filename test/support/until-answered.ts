import { setTimeout as sleep } from 'node:timers/promises';
import type { TestAnswer } from './test-app.ts';

/** Posts until it is no longer refused for now, as a gateway does. */
export async function untilAnswered(post: () => Promise<TestAnswer>): Promise<TestAnswer> {
  for (;;) {
    const answer = await post();
    if (answer.status !== 503) return answer;
    await sleep(5);
  }
}
