import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** 府省庁の判断 is a person's: a machine neither proposes nor adopts. */
export function judgePerson({ type }: Actor): Refusal | undefined {
  if (type === 'person') return undefined;
  const detail = '府省庁の判断は人が名前を示して行うものです。担当者のトークンで行ってください。';
  return { code: 'forbidden', detail };
}

/** I8: who wrote a determination does not adopt it; persons are compared. A package's proposal was written by nobody here. */
export function judgeAdopter(actor: Actor, proposedBy: string | null): Refusal | undefined {
  if (proposedBy !== actor.id) return judgePerson(actor);
  const detail = '自分が起案した判断を自分で採択することはできません。ほかの権限者が採択してください。';
  return { code: 'self-approval', detail };
}
