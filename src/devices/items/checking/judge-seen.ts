import type { FieldError } from '../../../kernel/problem.ts';
import type { ItemRow } from '../registry/item-rows.ts';
import { dueOf, type SeenItem } from './judge-item-check.ts';

/** What is wrong in what a look at items says was seen. Every fault at once. */
export function judgeSeen(
  seen: readonly SeenItem[],
  to: string | null,
  items: ReadonlyMap<string, ItemRow>,
): readonly FieldError[] {
  return seen.flatMap(({ item: id, count, seal }, index) => {
    const at = (field: string, message: string): FieldError => ({ at: `/seen/${index}/${field}`, message });
    const item = items.get(id);
    if (item === undefined) return [at('item', 'この物品は登録されていません')];
    if (seen.findIndex((one) => one.item === id) < index) return [at('item', 'この物品はもう挙げてあります')];
    return [
      ...placeFaults(item, to).map((message) => at('item', message)),
      ...(movesInPart(item, to, count)
        ? [at('count', '区域の間では全部を移してください。分けるものは別に登録してください')]
        : []),
      ...(item.seal !== null && seal === undefined
        ? [at('seal', `封印 ${item.seal} を確かめて答えてください`)]
        : []),
      ...(item.seal === null && seal !== undefined ? [at('seal', 'この物品に封印はありません')] : []),
    ];
  });
}

function placeFaults(item: ItemRow, to: string | null): readonly string[] {
  if (item.state === 'gone') return ['この物品は搬出済みです。戻ったのなら登録し直してください'];
  if (dueOf(item, to) > 0) return [];
  return [
    to === null
      ? 'この物品は中にあると記録されていません。先に持込みを記録してください'
      : 'この物品はもうその区域にあります',
  ];
}

/** A lot stands in one zone at a time. */
function movesInPart({ present, zoneId }: ItemRow, to: string | null, count: number): boolean {
  return to !== null && zoneId !== null && zoneId !== to && count < present;
}
