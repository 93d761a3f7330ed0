import { describe, expect, it } from 'vitest';
import type { ConditionAnswer } from '../../../src/devices/conditions/condition-answer.ts';
import type { ConditionsSeen } from '../../../src/devices/conditions/conditions-seen.ts';
import { judgeAnswered } from '../../../src/devices/conditions/judge-answered.ts';
import { judgeConditions } from '../../../src/devices/conditions/judge-conditions.ts';
import { photographyConditions } from '../../../src/devices/photography/photography-conditions.ts';

const yes = (condition: string) => ({ condition, met: true });
const no = (condition: string) => ({ condition, met: false });
const seen = (...answers: ReturnType<typeof yes>[]) => ({ by: 'guard', at: '2026-04-06T00:00:00Z', answers });

type Said = {
  readonly answers: readonly ConditionAnswer[];
  readonly seen?: ConditionsSeen;
};

const asked = { words: photographyConditions, clause: '2.3.1.1(7)(b)', row: 't2r15' };

describe('the conditions that something begins under', () => {
  it.each([
    ['none were answered', { answers: [] }],
    ['all were seen met', { answers: [yes('no-lan')], seen: seen(yes('no-lan')) }],
    ['what was answered with no was seen met since', { answers: [no('no-lan')], seen: seen(yes('no-lan')) }],
  ])('let it begin where %s', (_, { answers, seen }: Said) => {
    expect(judgeConditions(answers, seen, asked)).toBeUndefined();
  });

  it.each([
    ['nobody has looked', { answers: [yes('no-lan')] }, '受付・警備が条件を見て'],
    [
      'one was answered with no',
      { answers: [yes('no-lan'), no('lens-sealed')] },
      '封印がある（lens-sealed）',
    ],
    [
      'one was seen failing',
      { answers: [yes('own')], seen: seen(no('own')) },
      '条件「own」が満たされていません',
    ],
  ])('do not where %s, by the row that asks', (_, { answers, seen }: Said, detail) => {
    const refusal = judgeConditions(answers, seen, asked);
    expect(refusal).toMatchObject({ code: 'conflict', detail: expect.stringContaining(detail) });
    expect(refusal?.detail).toContain('（2.3.1.1(7)(b)、別表2 行15）');
  });

  it('are each answered once by whoever looks, and none besides', () => {
    const faults = judgeAnswered('/answers', ['a', 'b'], [yes('a'), no('a'), yes('c')]);
    expect(faults.map(({ at }) => at)).toEqual(['/answers', '/answers/2/condition', '/answers/1/condition']);
  });
});
