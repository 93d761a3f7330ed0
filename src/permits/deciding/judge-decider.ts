import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Parties, partiesOf } from '../registry/parties-of.ts';

/**
 * Why somebody may not decide a permit, whatever their role: nobody decides what they applied for or what is for them, nor does
 * anybody whom one of those appointed, or who appointed one of them (I8). `bound`: with whom the decider is so.
 */
export function judgeDecider(actor: Actor, permit: Parties, bound: ReadonlySet<string>): Refusal | undefined {
  if (actor.type !== 'person') {
    return { code: 'forbidden', detail: '許可の判断は人が自分のトークンで行ってください。' };
  }
  const parties = partiesOf(permit);
  if (parties.includes(actor.id)) {
    return {
      code: 'self-approval',
      detail: '申請した人と許可を受ける人は判断できません。ほかの責任者が判断してください。',
    };
  }
  return parties.some((party) => bound.has(party)) ? appointed : undefined;
}

const appointed: Refusal = {
  code: 'self-approval',
  detail:
    '申請した人又は許可を受ける人と、この7日のうちに役割を与え、又は受けた人は判断できません。ほかの責任者が判断してください。',
};
