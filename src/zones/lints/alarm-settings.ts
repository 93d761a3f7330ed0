import { isAlarmKind } from '../../log/alarm-kinds.ts';
import { type Finding, type Lint, place } from './finding.ts';

/** What a site says of an alarm that is never raised would be taken for said. */
export const alarmSettings: Lint = (plan) =>
  (plan.alarms ?? []).flatMap(({ id }, index): readonly Finding[] => {
    if (isAlarmKind(id)) return [];
    const message = `「${id}」という種類の警報はありません。このままでは定めが効かないため、警報の一覧に出る種類（kind）を書いてください。`;
    return [
      { code: 'alarm-kind-unknown', severity: 'refused', ...place('alarms', index, id, '/id'), message },
    ];
  });
