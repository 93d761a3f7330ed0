import type { FieldError } from '../../kernel/problem.ts';
import type { RuleTold } from '../rule/rule-told.ts';

/** Why a row is not opened in a zone: every one that is neither forbidden nor demanded there. */
export function judgeOpening({ lines }: Pick<RuleTold, 'lines'>): readonly FieldError[] {
  return lines
    .filter(({ track }) => track === 'free')
    .map(({ row, zone, value }) => ({
      at: '/rows',
      message: `区域 ${zone} の行 ${row} は「${value}」で、開くものがありません`,
    }));
}
