import { Type } from 'typebox';
import { Choice, End, Instant, instantText, Names, Nullable, Uuid } from '../../api/schemas.ts';
import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import { isEasilyCopied } from '../../kernel/card-formats.ts';
import { type CardRow, isTwin } from '../registry/card-rows.ts';
import { maskedNumber } from '../registry/masked-number.ts';
import { type OtherSpelling, spellingNames } from './other-spellings.ts';
import { shownCardState, shownCardStates } from './shown-card-state.ts';

export const CardState = Choice(shownCardStates, { title: 'CardState' });
export const Card = Type.Object(
  {
    id: Uuid,
    format: Type.String(),
    easilyCopied: Type.Boolean({
      description:
        '複製容易: だれにでも示す番号だけで読まれる。区域の `cardFormats` に挙げなければ、その区域に入れない',
    }),
    facility: Type.String(),
    number: Type.String({ description: '番号を知る役割の者でなければ、末尾の2桁のほかは伏せる' }),
    person: Nullable(Uuid),
    poolSite: Nullable(Uuid, { description: '受付の通行証なら、その庁舎' }),
    state: Type.String(),
    stateReason: Nullable(Type.String()),
    activeFrom: Instant,
    expiresAt: Nullable(End),
    replaces: Nullable(Uuid),
    twins: Type.Array(Uuid, {
      description:
        '別の表記で登録された同じカード（終わったものを除く）。一つになるまで、どれを読み取っても通行不可',
    }),
    as: Type.Optional(
      Choice(spellingNames, {
        description: '`looksLike` のときだけ: 読み取った値をどう読めばこのカードになるか',
      }),
    ),
  },
  { title: 'Card' },
);
export const NamedCard = Type.Object({ ...Card.properties, names: Names }, { title: 'NamedCard' });
/** In which other words of a reader the card was found. */
export function spelledAs({ facility, number }: CardRow, spellings: readonly OtherSpelling[] = []) {
  const found = spellings.find((one) => one.facility === facility && one.number === number);
  return found === undefined ? {} : { as: found.as };
}

/** How a card is shown to somebody; `twins` are those among which its own are looked for. Who is not told numbers tells cards apart by their end. */
export function cardShownTo(principal: Principal, twins: readonly CardRow[], now: Date) {
  const whole = isTold(principal, 'card-number');
  return (card: CardRow) => cardBody(card, twins, whole, now);
}

function cardBody(card: CardRow, twins: readonly CardRow[], whole: boolean, now: Date) {
  const { cardId, format, facility, number, personId, poolSiteId, stateReason } = card;
  const { activeFrom, expiresAt, replaces } = card;
  return {
    id: cardId,
    format,
    easilyCopied: isEasilyCopied(format),
    facility,
    number: whole ? number : maskedNumber(number),
    person: personId,
    poolSite: poolSiteId,
    state: shownCardState(card, now),
    stateReason,
    activeFrom: instantText(activeFrom),
    expiresAt: expiresAt === null ? null : instantText(expiresAt),
    replaces,
    twins: twins.filter((one) => isTwin(one, card)).map((one) => one.cardId),
  };
}
