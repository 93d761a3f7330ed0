import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** 府省庁の判断 is a person's: a machine neither proposes nor adopts. */
export function judgePerson({ type }: Actor): Refusal | undefined {
  if (type === 'person') return undefined;
  const detail = '府省庁の判断は人が名前を示して行うものです。担当者のトークンで行ってください。';
  return { code: 'forbidden', detail };
}

/**
 * I8: neither who wrote a determination adopts it, nor who gave its author a role, or got one of the author, in the last 7
 * days; persons are compared. A package's proposal was written by nobody here.
 */
export function judgeAdopter(
  actor: Actor,
  proposedBy: string | null,
  bound: ReadonlySet<string>,
): Refusal | undefined {
  if (proposedBy === actor.id) {
    const detail = '自分が起案した判断を自分で採択することはできません。ほかの権限者が採択してください。';
    return { code: 'self-approval', detail };
  }
  if (proposedBy !== null && bound.has(proposedBy)) {
    const detail =
      '起案した人と、この7日のうちに役割を与え、又は受けた人は採択できません。ほかの権限者が採択してください。';
    return { code: 'self-approval', detail };
  }
  return judgePerson(actor);
}
