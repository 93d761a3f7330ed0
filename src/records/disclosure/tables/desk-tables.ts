import { inspectionResults } from '../../../desk/inspections/inspection-results.ts';
import { inspections } from '../../../desk/inspections/tables.ts';
import { keptThings } from '../../../desk/kept-things/tables.ts';
import { paperLines } from '../../../desk/paper/tables.ts';
import { passes } from '../../../desk/passes/tables.ts';
import { wearingExcuses } from '../../../desk/wearing/tables.ts';
import { held } from './holding.ts';
import { isPaperLine } from './paper-line-ids.ts';
import { inZone } from './telling.ts';

/** What the desk holds of whoever comes. */
export const deskTables = {
  wearing_excuses: held(wearingExcuses, {
    says: '通行証等を着用しないことの承認',
    by: { person: ['personId', 'givenBy'] },
    shown: { validFrom: '始まり', validUntil: '終わり', reason: '理由' },
    at: 'validFrom',
    keeping: 'ids',
  }),
  paper_lines: held(paperLines, {
    says: '手書き簿',
    by: { person: ['personId'] },
    besides: ({ paperLines: lines }) => isPaperLine(lines),
    shown: {
      name: '氏名',
      affiliation: '所属',
      day: '日',
      enteredAt: '立入り',
      leftAt: '退出',
      zoneId: inZone,
      pass: '通行証',
      loggedSeq: '記録番号',
    },
    at: 'enteredAt',
    keeping: 'visit',
  }),
  paper_sheets: { nobodys: '手書き簿の用紙' },
  kept_things: held(keptThings, {
    says: '預り品',
    by: { person: ['ownerId', 'takenBy', 'handedBackBy'] },
    shown: { item: '物品', slot: '保管場所', takenAt: '預り', handedBackAt: '返却' },
    at: 'takenAt',
    keeping: 'ids',
  }),
  inspections: held(inspections, {
    says: '所持品の確認',
    by: { person: ['personId', 'inspectedBy'] },
    shown: {
      zoneId: inZone,
      result: { says: '結果', words: inspectionResults },
      words: '内容',
      inspectedAt: '確認',
    },
    at: 'inspectedAt',
    keeping: 'ids',
  }),
  passes: held(passes, {
    says: '通行証',
    by: { person: ['holderId'] },
    shown: { numeral: '番号', stateReason: '状態の理由', lentAt: '貸出し', dueAt: '返却期限' },
    at: 'lentAt',
    keeping: 'in-use',
  }),
} as const;
