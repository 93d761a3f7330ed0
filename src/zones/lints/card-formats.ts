import { cardKeyPattern } from '../../kernel/card-key.ts';
import { each, type Finding, type Lint, place } from './finding.ts';

const form = new RegExp(cardKeyPattern.format);

/** Formats of cards that open a zone, written as no card can be registered or read: such a zone would open for nobody. */
export const cardFormats: Lint = (plan) =>
  each(plan.zones, ({ id, name, cardFormats: formats = [] }, index) =>
    formats.flatMap((format, nth): readonly Finding[] => {
      if (form.test(format)) return [];
      const message = `「${name}」を開けるカードの形式「${format}」は、カードの形式として登録できない書き方です。このままでは誰も入れないため、「${format.toLowerCase()}」のように小文字の英数字とハイフンで書いてください。`;
      return [
        {
          code: 'card-format-unreadable',
          severity: 'refused',
          ...place('zones', index, id, `/cardFormats/${nth}`),
          message,
        },
      ];
    }),
  );
