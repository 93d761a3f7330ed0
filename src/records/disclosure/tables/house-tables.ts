import { gapSignings } from '../../../gaps/tables.ts';
import { gapTaskStateNames } from '../../../gaps/tasks/gap-task-lifecycle.ts';
import { gapTasks } from '../../../gaps/tasks/tables.ts';
import { safetyTexts } from '../../../permits/texts/tables.ts';
import { keyStateNames } from '../../../registers/keys/key-lifecycle.ts';
import { zoneKeys } from '../../../registers/keys/tables.ts';
import { zoneMeasures } from '../../../registers/measures/tables.ts';
import { informationSystems, systemSurveys } from '../../../registers/systems/tables.ts';
import { retentionHolds, retentionRules } from '../../../retention/rules/tables.ts';
import { determinations } from '../../../zones/determinations/tables.ts';
import { held } from './holding.ts';
import { inZone } from './telling.ts';

const planned = '建物と組織の登録';

/** What is decided of the house, and who decided it. */
export const houseTables = {
  determinations: held(determinations, {
    says: '府省庁の判断をしたこと',
    by: { person: ['proposedBy', 'decidedBy', 'heldBy'] },
    shown: { row: { says: '別表の項', sort: 'row' }, class: 'クラス', effectiveFrom: '効力の始まり' },
    at: 'effectiveFrom',
    keeping: 'ids',
  }),
  information_systems: held(informationSystems, {
    says: '情報システムの責任者',
    by: { person: ['officerId'] },
    shown: { name: '情報システム' },
    keeping: 'ids',
  }),
  safety_texts: held(safetyTexts, {
    says: '安全管理措置の規程を登録したこと',
    by: { person: ['laidDownBy'] },
    shown: { title: '規程', version: '版', inForceFrom: '効力の始まり' },
    at: 'inForceFrom',
    keeping: 'ids',
  }),
  system_surveys: held(systemSurveys, {
    says: '区域の情報システムの調査',
    by: { person: ['surveyedBy'] },
    shown: { zoneId: inZone, surveyedOn: '日', how: '方法' },
    keeping: 'ids',
  }),
  zone_measures: held(zoneMeasures, {
    says: '区域の対策の記録',
    by: { person: ['recordedBy'] },
    shown: { zoneId: inZone, what: '対策', takenOn: '日' },
    keeping: 'ids',
  }),
  zone_keys: held(zoneKeys, {
    says: '鍵の貸出し',
    by: { person: ['holderId', 'changedBy'] },
    shown: {
      zoneId: inZone,
      code: '鍵',
      state: { says: '状態', words: keyStateNames },
      dueAt: '返却期限',
      reason: '用件',
    },
    at: 'changedAt',
    keeping: 'ids',
  }),
  gap_signings: held(gapSignings, {
    says: '不足報告の署名',
    by: { person: ['signedBy'] },
    shown: { digest: '報告のダイジェスト', signedAt: '署名' },
    at: 'signedAt',
    keeping: 'ids',
  }),
  gap_tasks: held(gapTasks, {
    says: '不足への対応',
    by: { person: ['assigneeId', 'assignedBy'] },
    shown: {
      zoneId: inZone,
      what: 'すること',
      state: { says: '状態', words: gapTaskStateNames },
      dueOn: '期限',
      outcome: '結果',
    },
    keeping: 'ids',
  }),
  retention_rules: held(retentionRules, {
    says: '保存期間の決定',
    by: { person: ['decidedBy'] },
    shown: { document: '文書', decidedAt: '決定' },
    at: 'decidedAt',
    keeping: 'ids',
  }),
  retention_holds: held(retentionHolds, {
    says: '保存の延長',
    by: { person: ['personId', 'decidedBy'] },
    shown: { reference: '事案', keptUntil: 'この日まで', decidedAt: '決定' },
    at: 'decidedAt',
    keeping: 'ids',
  }),
  equipment: { nobodys: '機器の登録' },
  plan_elements: { nobodys: planned },
  sites: { nobodys: planned },
  organisations: { nobodys: planned },
  openings: { nobodys: planned },
  purposes: { nobodys: planned },
} as const;
