import { isAlarmKind } from '../../log/entry/alarm-kinds.ts';
import type { AlarmSetting } from '../plan/alarm-setting.ts';
import { each, type Finding, type Lint, place } from './finding.ts';

/** What a site says of an alarm without any effect would be taken for said. */
export const alarmSettings: Lint = (plan) =>
  each(plan.alarms ?? [], (setting, index): readonly Finding[] => {
    const found = judge(setting);
    if (found === undefined) return [];
    const { field, ...what } = found;
    return [{ ...what, severity: 'refused', ...place('alarms', index, setting.id, field) }];
  });

function judge({
  id,
  series,
}: AlarmSetting): (Pick<Finding, 'code' | 'message'> & { readonly field: string }) | undefined {
  if (!isAlarmKind(id)) {
    const message = `「${id}」という種類の警報はありません。このままでは定めが効かないため、警報の一覧に出る種類（kind）を書いてください。`;
    return { code: 'alarm-kind-unknown', field: '/id', message };
  }
  if (series !== undefined && id !== 'unknown-cards') {
    const message = `「${id}」は一度で発生する警報です。続いた回数（series）を定められるのは unknown-cards だけなので、ここからは除いてください。`;
    return { code: 'alarm-series-unused', field: '/series', message };
  }
  return undefined;
}
