import { each, type Finding, type Lint, place } from './finding.ts';

/** クラスの決定 (2.1.1.4(2)): an undecided zone waives nothing, a class of the ministry's own is read at class 3. */
export const zoneClass: Lint = (plan) =>
  each(plan.zones, ({ id, name, class: decided }, index): Finding[] => {
    const where = place('zones', index, id, '/class');
    if (decided === null) {
      const message = `「${name}」のクラスが決まっていません。どの対策も省けず、要保護情報の処理は区域外として扱います。クラスを決めてください。`;
      return [{ code: 'class-undecided', severity: 'warning', ...where, clause: '2.1.1.4(2)', message }];
    }
    if (decided <= 3) return [];
    const message = `「${name}」のクラス${decided}は府省庁の定めによるものです。別表にはないためクラス3として扱います。さらに厳しくする点は個別管理で定めてください。`;
    return [{ code: 'own-class', severity: 'warning', ...where, clause: '2.1.1.4(2)', message }];
  });
