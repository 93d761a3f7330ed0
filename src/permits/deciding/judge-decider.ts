import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Concerning, concernedIn } from '../registry/concerned-in.ts';

/**
 * Why somebody may not decide a permit, whatever their role: nobody decides what they applied for, what is for them or what they answer for on the spot, nor does
 * anybody whom one of those appointed, or who appointed one of them (I8). `bound`: with whom the decider is so.
 */
export function judgeDecider(
  actor: Actor,
  permit: Concerning,
  bound: ReadonlySet<string>,
): Refusal | undefined {
  if (actor.type !== 'person') {
    return { code: 'forbidden', detail: '許可の判断は人が自分のトークンで行ってください。' };
  }
  const parties = concernedIn(permit);
  if (parties.includes(actor.id)) {
    return {
      code: 'self-approval',
      detail:
        '申請した人、許可を受ける人と、その場の責任者・立会者は判断できません。ほかの責任者が判断してください。',
    };
  }
  return parties.some((party) => bound.has(party)) ? appointed : undefined;
}

const appointed: Refusal = {
  code: 'self-approval',
  detail:
    '申請した人又は許可を受ける人と、この7日のうちに役割を与え、又は受けた人は判断できません。ほかの責任者が判断してください。',
};
