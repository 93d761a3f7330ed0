import type { RequirementFacts } from '../support/any-layers.ts';

type Derived = { readonly value: string; readonly undetermined: boolean };

/**
 * The same question answered a second time, straight from the words of the regulation and of our reading of it:
 * no shared code but the data, one sentence after another, slow and plain on purpose.
 */
export function deriveRequirement({ row, zone, at, layers }: RequirementFacts): Derived {
  const ruled = layers.policy.rows[row];
  const isMeasure = ruled.kind === 'measure';
  const now = at.getTime();

  // 別表: which cell. Class 4 and above is read at 3; without a class nothing is waived.
  const cells = [ruled.cells[0], ruled.cells[1], ruled.cells[2], ruled.cells[3]] as const;
  let said: string;
  if (zone.class !== null) {
    said = (cells[zone.class as 0 | 1 | 2 | 3] ?? cells[3]).value;
  } else if (!isMeasure && cells[0].value !== 'not-applicable') {
    said = cells[0].value;
  } else {
    const values = cells.map((cell) => cell.value);
    const hardest = isMeasure
      ? ['text', 'required', 'ministry-decides', 'not-required', 'not-applicable']
      : [
          'text',
          'forbidden',
          'ministry-decides',
          'forbidden-unless-permitted',
          'permission',
          'notification',
          'allowed',
          'not-required',
          'not-applicable',
        ];
    said = hardest.find((value) => values.some((one) => one === value)) ?? 'nothing';
  }
  const demandsPermission = said === 'text' && cells.some((cell) => cell.means?.kind === 'permission');

  // 要保護情報・要安定情報: a row binds only what the zone holds.
  // The register of systems says yes at once; the plan's yes goes away by a survey below class 3 alone.
  if (ruled.scope !== undefined) {
    const scope = ruled.scope;
    let held = scope === 'protected-systems' ? zone.holdsProtectedSystems : zone.holdsStableSystems;
    const surveyed = layers.surveys.some((survey) => survey.zone === zone.id);
    if (surveyed && [0, 1, 2].some((lower) => lower === zone.class)) held = false;
    for (const system of layers.systems) {
      if (system.zone === zone.id && system.handles.some((one) => one === scope)) held = true;
    }
    if (!held) said = 'not-applicable';
  }

  // 府省庁の判断: the latest one of this organisation for this class; of equally late ones the hardest.
  let value = said;
  let undetermined = false;
  if (said === 'ministry-decides') {
    value = isMeasure ? 'required' : 'forbidden';
    undetermined = true;
    let latest = Number.NEGATIVE_INFINITY;
    for (const one of layers.determinations) {
      if (zone.class === null || one.row !== row || one.organisation !== zone.organisation) continue;
      if (one.zoneClass !== Math.min(zone.class, 3)) continue;
      if (!(ruled.choices ?? []).includes(one.value)) continue;
      if (one.from.getTime() > now) continue;
      if (one.until !== undefined && one.until.getTime() <= now) continue;
      if (one.heldBy?.until !== undefined && one.heldBy.until.getTime() <= now) continue;
      if (one.from.getTime() < latest) continue;
      if (one.from.getTime() > latest || hardness(one.value) > hardness(value)) value = one.value;
      latest = one.from.getTime();
      undetermined = false;
    }
  }

  // 個別管理・個別利用制限: taken in addition, never instead.
  for (const control of zone.controls) {
    if (control.row !== row || isMeasure !== (control.value === 'required')) continue;
    if (Date.parse(control.from) > now) continue;
    if (control.until !== undefined && Date.parse(control.until) <= now) continue;
    if (value === 'text' && !demandsPermission) continue;
    const present = value === 'text' ? hardness('permission') : hardness(value);
    if (hardness(control.value) > present) value = control.value;
  }

  // 申請・例外措置
  for (const opening of layers.openings) {
    if (opening.row !== row || opening.zone !== zone.id || undetermined) continue;
    if (opening.from.getTime() > now || opening.until.getTime() <= now) continue;
    if (value === 'forbidden-unless-permitted') value = 'allowed';
    if (value === 'forbidden' && opening.kind === 'exception') value = 'allowed';
    if (value === 'required' && opening.kind === 'exception') value = 'not-required';
  }
  return { value, undetermined };
}

function hardness(value: string): number {
  if (value === 'notification' || value === 'required') return 1;
  if (value === 'permission') return 2;
  if (value === 'forbidden-unless-permitted') return 3;
  return value === 'forbidden' ? 4 : 0;
}
