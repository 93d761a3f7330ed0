import type { FieldError } from '../../kernel/problem.ts';
import type { EquipmentDraft } from './equipment-draft.ts';
import { elementKindOf, equipmentKinds } from './equipment-kinds.ts';

/** What was looked up of a thing that is registered, changed or moved. */
export type EquipmentFacts = {
  /** The plan has the zone, and whoever registers it knows of it. */
  readonly isThere: boolean;
  /** The element of the plan that it names is there. */
  readonly isElementThere: boolean;
  /** The zones of the site where the system it names is; undefined = no such system is in use. */
  readonly systemZones: readonly string[] | undefined;
  readonly today: string;
};

/** Every fault of a thing, at its field. Pure. */
export function judgeEquipment(draft: EquipmentDraft, facts: EquipmentFacts): readonly FieldError[] {
  const { placedOn } = draft;
  return [
    ...(facts.isThere ? [] : [{ at: '/zone', message: 'この区域は図面にありません' }]),
    ...(placedOn > facts.today
      ? [{ at: '/placedOn', message: 'まだ来ていない日に設置したとは記録できません' }]
      : []),
    ...judgeAuthenticates(draft),
    ...judgeElement(draft, facts),
    ...judgeSystem(draft, facts),
  ];
}

/** Rows 40 and 41 part network devices by it, and no row asks it of anything else. */
function judgeAuthenticates({
  kind,
  authenticates,
}: Pick<EquipmentDraft, 'kind' | 'authenticates'>): readonly FieldError[] {
  const asked = kind === 'network-device';
  if (asked === (authenticates !== null)) return [];
  const message = asked
    ? '通信回線装置には、装置への主体認証が必要かを書いてください（行40・41）'
    : '装置への主体認証が必要かを書くのは、通信回線装置だけです';
  return [{ at: '/authenticates', message }];
}

function judgeElement(
  { kind, element }: Pick<EquipmentDraft, 'kind' | 'element'>,
  { isElementThere }: Pick<EquipmentFacts, 'isElementThere'>,
): readonly FieldError[] {
  const { words } = equipmentKinds[kind];
  if (elementKindOf(kind) === undefined) {
    return element === null ? [] : [{ at: '/element', message: `${words}は図面の要素ではありません` }];
  }
  if (element === null) return [{ at: '/element', message: `図面のどの${words}かを書いてください` }];
  return isElementThere ? [] : [{ at: '/element', message: `この${words}は図面にありません` }];
}

/** A system binds the rows of the zones where it is registered to be: a part of it stands in one of those. */
function judgeSystem(
  { systemId, zoneId }: Pick<EquipmentDraft, 'systemId' | 'zoneId'>,
  { systemZones, isThere }: Pick<EquipmentFacts, 'systemZones' | 'isThere'>,
): readonly FieldError[] {
  if (systemId === null) return [];
  if (systemZones === undefined) {
    return [{ at: '/systemId', message: 'この情報システムは登録されていません' }];
  }
  return !isThere || systemZones.includes(zoneId)
    ? []
    : [{ at: '/systemId', message: 'この情報システムは、この区域に置いてあると登録されていません' }];
}
