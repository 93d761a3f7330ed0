import { personalFields } from '../../../log/entry/personal-fields.ts';
import { pressPersons, pressRegistrations } from '../../../visitors/accreditation/tables.ts';
import { visitorCorrections } from '../../../visitors/corrections/tables.ts';
import { invitations } from '../../../visitors/invitations/tables.ts';
import { arrivalStateNames } from '../../../visitors/registry/arrival-state-names.ts';
import { identityMeansWords } from '../../../visitors/registry/identity-check.ts';
import {
  admissions,
  arrivals,
  destinations,
  members,
  visitorIdentities,
  visits,
} from '../../../visitors/registry/tables.ts';
import { visitStateNames } from '../../../visitors/registry/visit-lifecycle.ts';
import { deputies, unansweredCalls } from '../../../visitors/review/tables.ts';
import { held } from './holding.ts';
import { inZone } from './telling.ts';

const looked = { says: '確かめた人', sort: 'person' } as const;
const at = { says: '日時', sort: 'instant' } as const;

const identity = {
  says: '本人確認',
  fields: {
    means: { says: '方法', words: identityMeansWords },
    by: looked,
    at,
    through: { says: '確かめた職員・付き添う大人', sort: 'person' },
  },
} as const;

/** What is held of visitors, and of the staff they come to. */
export const visitorTables = {
  visitor_identities: held(visitorIdentities, {
    says: '来訪者の氏名等',
    by: { person: ['memberId'] },
    shown: {
      name: '氏名',
      nameKana: 'かな',
      affiliation: '所属',
      telephone: personalFields.telephone,
      vehicle: personalFields.vehicle,
      ridesIn: personalFields.ridesIn,
      help: personalFields.help,
      purposeWords: personalFields.purposeWords,
      lastDay: '訪問の最後の日',
    },
    at: 'lastDay',
    keeping: 'visit',
  }),
  members: held(members, {
    says: '訪問の同行者の一覧への記載',
    by: { person: ['memberId', 'substitutes'] },
    shown: {
      listed: '一覧にある',
      child: '未成年',
      things: { says: '持参する物', fields: { kind: '種別', words: '内容' } },
    },
    keeping: 'ids',
  }),
  visits: held(visits, {
    says: '訪問の予定',
    by: { visit: ['visitId'], person: ['plannedBy', 'press'] },
    shown: {
      purpose: { says: '目的', sort: 'purpose' },
      days: '日',
      startsAt: '始まり',
      endsAt: '終わり',
      state: { says: '状態', words: visitStateNames },
      stateReason: '状態の理由',
    },
    keeping: 'ids',
  }),
  destinations: held(destinations, {
    says: '訪問先',
    by: { visit: ['visitId'], person: ['hostId', 'memberIds', 'escortIds', 'reviewedMemberIds', 'review'] },
    shown: { place: '場所', zoneIds: inZone, reviewedDays: '審査した日' },
    keeping: 'ids',
  }),
  arrivals: held(arrivals, {
    says: '来庁',
    by: { person: ['memberId', 'metBy', 'identity', 'furtherChecks', 'inspection'] },
    shown: {
      day: '日',
      state: { says: '状態', words: arrivalStateNames },
      stateReason: '状態の理由',
      identity,
      furtherChecks: { says: '追加の確認', fields: { deskId: { says: '受付', sort: 'desk' }, identity } },
      inspection: { says: '所持品の確認', fields: { by: looked, at, words: '内容' } },
      pass: '通行証',
      checkedInAt: '受付',
      checkedOutAt: '退出',
    },
    at: 'checkedInAt',
    keeping: 'ids',
  }),
  admissions: held(admissions, {
    says: '立ち入れる区域',
    by: { person: ['memberId', 'escortIds'] },
    shown: { day: '日', zoneIds: inZone, endsAt: '終わり', open: '有効' },
    at: 'endsAt',
    keeping: 'ids',
  }),
  invitations: held(invitations, {
    says: '案内状',
    by: { visit: ['visitId'] },
    shown: { invitationId: '案内状の番号' },
    keeping: 'ids',
  }),
  press_organisations: { nobodys: '報道機関' },
  press_persons: held(pressPersons, {
    says: '報道の登録',
    by: { person: ['pressPersonId', 'enteredBy', 'approvedBy', 'endedBy'] },
    shown: { name: '氏名', nameKana: 'かな', basis: '根拠', enteredAt: '登録', validUntil: '期限' },
    at: 'validUntil',
    keeping: 'person',
  }),
  press_registrations: held(pressRegistrations, {
    says: '行事への登録',
    by: { person: ['memberId', 'pressPersonId'] },
    shown: {},
    keeping: 'ids',
  }),
  deputies: held(deputies, {
    says: '審査の代理',
    by: { person: ['hostId', 'personId'] },
    shown: { validFrom: '始まり', validUntil: '終わり' },
    at: 'validFrom',
    keeping: 'ids',
  }),
  unanswered_calls: held(unansweredCalls, {
    says: '受付からの電話（応答なし）',
    by: { person: ['calledId', 'calledBy'] },
    shown: { extension: '内線', at: 'かけた日時' },
    at: 'at',
    keeping: 'ids',
  }),
  visitor_corrections: held(visitorCorrections, {
    says: '訂正（記録番号）',
    by: { person: ['memberId'] },
    shown: { seq: '記録番号' },
    keeping: 'ids',
  }),
  restricted_persons: {
    withheld:
      '立入制限対象者の登録は、あるかないかを答えない（法第78条第1項第5号、第81条）。開示の決定をした場合は、立入制限対象者の一覧から別に写しを作る',
  },
  restricted_clearances: { withheld: '立入制限対象者との照合の結果は、立入制限対象者の登録と同じ扱いとする' },
} as const;
