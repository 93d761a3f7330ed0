import { dayColumn, idColumn, instantColumn, originColumn, textColumn } from './record-column.ts';
import type { RecordKindOf } from './record-kinds.ts';

/** The registers as records: what stood in them within the time asked for, and what became of it. */
export const registerKinds = {
  systems: {
    title: '情報システムの登録簿',
    clause: 'METI 41条',
    columns: [
      textColumn('system', '情報システム', 12),
      textColumn('number', '管理データベースの番号', 8),
      textColumn('unit', '所管課室', 9),
      textColumn('officer', '情報システムセキュリティ責任者', 8),
      textColumn('grades', '格付', 9),
      textColumn('zones', '置いてある区域', 11),
      textColumn('state', '状態', 7),
      instantColumn('since', 'いつから'),
      instantColumn('endedAt', 'いつまで'),
      textColumn('basis', '根拠', 5),
      idColumn('システムの番号', 4),
    ],
  },
  equipment: {
    title: '設置された機器の登録簿',
    clause: '統一技術基準 2.3.1.1(4)',
    columns: [
      textColumn('number', '管理番号', 6),
      textColumn('sort', '種別', 5),
      textColumn('item', '機器', 9),
      textColumn('serial', '製造番号', 6),
      textColumn('zone', '区域', 7),
      dayColumn('placedOn', '設置日'),
      textColumn('state', '状態', 4),
      textColumn('securedBy', '盗難防止の措置', 8),
      textColumn('system', '情報システム', 6),
      textColumn('permit', '設置の許可・届出', 4),
      instantColumn('since', 'いつから'),
      instantColumn('endedAt', 'いつまで'),
      textColumn('reason', '移設・封印・廃棄の理由', 7),
      textColumn('basis', '根拠', 6),
      idColumn('機器の番号', 4),
    ],
  },
  measures: {
    title: '講じた対策の登録簿',
    clause: '統一技術基準 2.3.1.1(4)、(9)',
    columns: [
      textColumn('zone', '区域', 8),
      textColumn('row', '行', 4),
      textColumn('what', '対策', 11),
      textColumn('hazard', '何に対する', 6),
      textColumn('cut', '電源の遮断', 8),
      textColumn('evidence', '示すもの', 8),
      dayColumn('takenOn', '講じた日'),
      dayColumn('inspectedOn', '点検した日'),
      textColumn('found', '点検の結果', 7),
      dayColumn('nextInspectionOn', '点検の期限'),
      textColumn('name', '記録した人', 7),
      textColumn('basis', '根拠', 6),
      idColumn('対策の番号', 4),
    ],
  },
  keys: {
    title: '鍵貸出簿',
    clause: '統一技術基準 2.3.1.1(2)(a)',
    columns: [
      textColumn('zone', '区域', 8),
      textColumn('number', '鍵の札', 5),
      textColumn('sort', '種別', 5),
      textColumn('keptAt', '保管場所', 7),
      textColumn('state', '状態', 4),
      textColumn('name', '持つ人', 7),
      textColumn('affiliation', '持つ人の所属', 8),
      instantColumn('since', 'いつから'),
      originColumn('sinceFrom', '根拠'),
      textColumn('handler', '貸した人・記録した人', 7),
      instantColumn('due', '返却の予定'),
      instantColumn('endedAt', 'いつまで'),
      originColumn('endedFrom', '根拠'),
      textColumn('endHandler', '返却を受けた人・記録した人', 7),
      textColumn('purpose', '用件・理由', 9),
      idColumn('鍵の番号', 4),
    ],
  },
} as const satisfies Record<string, RecordKindOf>;

/** Whether a record is a register, which stands at every moment: one that is asked for without a time is of today. */
export function isRegister(word: string): word is keyof typeof registerKinds {
  return Object.hasOwn(registerKinds, word);
}
