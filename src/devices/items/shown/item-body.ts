import { type Static, Type } from 'typebox';
import { OpenStep, openSteps } from '../../../api/open-step.ts';
import { Choice, Instant, instantText, Nullable, UntilSeq, Uuid } from '../../../api/schemas.ts';
import { erasureMethodNames } from '../registry/erasure.ts';
import { itemBelongings } from '../registry/item-belongings.ts';
import { ItemGrade } from '../registry/item-grade.ts';
import { itemStateNames, itemStates } from '../registry/item-lifecycle.ts';
import { itemMedia, itemMediumNames } from '../registry/item-media.ts';
import type { ItemRow } from '../registry/item-rows.ts';

/** An item as it stood in one version: each is an entry of the log. */
export const ItemVersion = Type.Object(
  {
    id: Uuid,
    state: Choice(itemStates),
    says: Type.String(),
    belongs: Choice(itemBelongings),
    owner: Uuid,
    firm: Nullable(Type.String()),
    registrant: Uuid,
    item: Type.String(),
    maker: Nullable(Type.String()),
    model: Nullable(Type.String()),
    serial: Nullable(Type.String()),
    medium: Choice(itemMediumNames),
    mediumSays: Type.String(),
    grade: ItemGrade,
    quantity: Type.Integer(),
    seal: Nullable(Type.String()),
    erasure: Nullable(
      Type.Object(
        { method: Choice(erasureMethodNames), by: Uuid, certificate: Nullable(Type.String()), at: Instant },
        { title: 'ItemErasure' },
      ),
    ),
    present: Type.Integer({ description: 'いま中にある数' }),
    zone: Nullable(Type.String()),
    since: Instant,
    carriedBy: Nullable(Uuid),
    permit: Nullable(Uuid, { description: 'いまある所にあることの根拠の許可・届出' }),
    stays: Type.Boolean({ description: '運んだ人が退出しても残してよい' }),
    fromSeq: Type.Integer(),
    untilSeq: Nullable(UntilSeq),
  },
  { title: 'ItemVersion' },
);

/** An item as it stands, with what may be done next. */
export const ItemBody = Type.Object(
  { ...ItemVersion.properties, may: Type.Array(OpenStep) },
  { title: 'Item' },
);

export function itemVersion(row: ItemRow): Static<typeof ItemVersion> {
  const { itemId, ownerId, registrantId, zoneId, permitId, since, siteId: _, ...rest } = row;
  return {
    ...rest,
    id: itemId,
    owner: ownerId,
    registrant: registrantId,
    zone: zoneId,
    permit: permitId,
    since: instantText(since),
    says: itemStateNames[row.state],
    mediumSays: itemMedia[row.medium],
  };
}

const actions = { check: 'items.check', apply: 'permits.apply', erase: 'items.erase' } as const;

export function itemBody(row: ItemRow): Static<typeof ItemBody> {
  const { state, medium, erasure } = row;
  const open = {
    ...(state === 'gone' ? {} : { check: true, apply: true }),
    ...(state === 'inside' && medium !== 'none' && erasure === null ? { erase: true } : {}),
  };
  return { ...itemVersion(row), may: openSteps(open, actions) };
}

/** Everybody that versions of items speak of. */
export function personsInItems(rows: readonly ItemRow[]): readonly string[] {
  return rows.flatMap(({ ownerId, registrantId, carriedBy, erasure }) => [
    ownerId,
    registrantId,
    ...(carriedBy === null ? [] : [carriedBy]),
    ...(erasure === null ? [] : [erasure.by]),
  ]);
}
