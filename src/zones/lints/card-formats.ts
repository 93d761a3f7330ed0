import { isEasilyCopied } from '../../kernel/card-formats.ts';
import { cardKeyPattern } from '../../kernel/card-key.ts';
import type { Zone } from '../plan/site-plan.ts';
import { each, type Finding, type Lint, place } from './finding.ts';

const form = new RegExp(cardKeyPattern.format);

/** Formats of cards that open a zone: written as no card can be registered or read, or of cards that are easily copied, in class 3. */
export const cardFormats: Lint = (plan) =>
  each(plan.zones, (zone, index) =>
    (zone.cardFormats ?? []).flatMap((format, nth): readonly Finding[] => {
      const where = place('zones', index, zone.id, `/cardFormats/${nth}`);
      if (!form.test(format)) return [{ ...where, ...unreadable(zone, format) }];
      return zone.class === 3 && isEasilyCopied(format) ? [{ ...where, ...copyable(zone, format) }] : [];
    }),
  );

type Fault = Omit<Finding, 'at' | 'element'>;

/** Such a zone would open for nobody. */
function unreadable({ name }: Zone, format: string): Fault {
  const message = `「${name}」を開けるカードの形式「${format}」は、カードの形式として登録できない書き方です。このままでは誰も入れないため、「${format.toLowerCase()}」のように小文字の英数字とハイフンで書いてください。`;
  return { code: 'card-format-unreadable', severity: 'refused', message };
}

function copyable({ name }: Zone, format: string): Fault {
  const message = `クラス3の「${name}」を開けるカードの形式「${format}」は、だれにでも示す番号だけで読まれ、複製が容易です。複製の難しいカードの形式だけを挙げてください。`;
  return { code: 'card-format-copyable', severity: 'warning', clause: '2.2.1.1(1)(f)(エ)', message };
}
