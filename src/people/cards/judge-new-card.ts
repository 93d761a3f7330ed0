import type { Refusal } from '../../kernel/problem.ts';
import type { CardRow } from '../registry/card-rows.ts';

/** (format, facility, number) is unique for ever, whatever became of the card that stands under it. */
export function judgeNewCard(standing: CardRow | undefined): Refusal | undefined {
  return standing === undefined
    ? undefined
    : {
        code: 'card-taken',
        detail:
          '同じ形式・施設コード・番号の識別カードが登録されています。返却済みのカードは、新しく登録せずに割り当ててください。',
      };
}
