import type { Actor } from '../kernel/actor.ts';
import type { Refusal } from '../kernel/problem.ts';

/** Two persons: a machine is nobody's second, and nobody's first. */
export function judgeNoMachine({ type }: Actor): Refusal | undefined {
  if (type === 'person') return undefined;
  const detail = 'この操作は2人で行うもので、機械は1人と数えません。担当者が自分のトークンで行ってください。';
  return { code: 'forbidden', detail };
}
