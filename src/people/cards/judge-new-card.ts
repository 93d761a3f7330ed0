import type { CardKey } from '../../kernel/card-key.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { CardRow } from '../registry/card-rows.ts';
import { judgeCardKey } from './judge-card-key.ts';

/**
 * Why a card is not registered under this canonical key: no reader could send it, or a card `standing` has it. It is unique
 * for ever, whatever became of that card.
 */
export function judgeNewCard(key: CardKey, standing: CardRow | undefined): Refusal | undefined {
  const errors = judgeCardKey(key);
  if (errors.length > 0) return { code: 'unprocessable', errors };
  return standing === undefined
    ? undefined
    : {
        code: 'card-taken',
        detail:
          '同じ形式・施設コード・番号の識別カードが登録されています。返却済みのカードは、新しく登録せずに割り当ててください。',
      };
}
