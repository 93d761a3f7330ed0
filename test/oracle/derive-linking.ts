import type { Layers, RuledZone } from '../../src/zones/regulation/layers.ts';
import { rowIds } from '../../src/zones/regulation/row-ids.ts';
import { deriveRequirement } from './derive-requirement.ts';

const hardest = ['exception', 'undetermined', 'permission', 'notification', 'free'];

/**
 * Whether two zones may be linked, a second time and straight from the words of 別表2 (6): for each of the two, find the row of the other's class by
 * counting from the first row of its part of the table, ask what it says, and keep the harder of the two answers.
 */
export function deriveLinking(
  medium: 'lan' | 'wireless-lan',
  [one, other]: readonly [RuledZone, RuledZone],
  at: Date,
  layers: Layers,
): string | undefined {
  const answers: string[] = [];
  for (const [asked, linked] of [
    [one, other],
    [other, one],
  ] as const) {
    const first = medium === 'lan' ? 28 : 32;
    const counted = linked.class === null ? 0 : linked.class > 3 ? 3 : linked.class;
    const row = rowIds.find((id) => id === `t2r${first + counted}`);
    if (row === undefined) return undefined;
    const { value, undetermined } = deriveRequirement({ row, zone: asked, at, layers });
    if (undetermined) answers.push('undetermined');
    else if (value === 'forbidden') answers.push('exception');
    else if (value === 'text' || value === 'permission' || value === 'forbidden-unless-permitted')
      answers.push('permission');
    else if (value === 'notification') answers.push('notification');
    else answers.push('free');
  }
  return hardest.find((word) => answers.includes(word));
}
