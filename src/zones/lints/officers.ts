import { each, type Finding, type Lint, place } from './finding.ts';

/**
 * Every managed zone has a 区域情報セキュリティ責任者 (METI 43条2–4項). A warning, because a zone has to be in the plan
 * before anybody can be appointed to it.
 */
export const officers: Lint = (plan, facts) =>
  each(plan.zones, ({ id, name, class: zoneClass }, index): Finding[] => {
    if (zoneClass === 0 || facts.officers.has(id)) return [];
    const message = `「${name}」に区域情報セキュリティ責任者がいません。許可を出す者がいないため、責任者を任命してください。`;
    return [{ code: 'no-officer', severity: 'warning', ...place('zones', index, id), message }];
  });
