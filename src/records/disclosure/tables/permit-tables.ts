import { deliveryStateNames } from '../../../deliveries/registry/delivery-lifecycle.ts';
import { deliveries } from '../../../deliveries/registry/tables.ts';
import { itemStateNames } from '../../../devices/items/registry/item-lifecycle.ts';
import { itemFindings, items } from '../../../devices/items/registry/tables.ts';
import { lentStateNames } from '../../../devices/lending/lent-lifecycle.ts';
import { bookLoans } from '../../../devices/lending/tables.ts';
import { tokenSorts } from '../../../devices/photography/photography-terms.ts';
import { reviewResults } from '../../../devices/photography-custody/review-results.ts';
import { photographyReviews, photographyTokens } from '../../../devices/photography-custody/tables.ts';
import { privateDevices } from '../../../devices/private-devices/tables.ts';
import { mapValues } from '../../../kernel/map-values.ts';
import { officerDeputies } from '../../../permits/deputies/tables.ts';
import { permitKinds } from '../../../permits/kinds/permit-kinds.ts';
import { permitStateNames } from '../../../permits/lifecycle/permit-lifecycle.ts';
import { permitHolders, permits, personExceptions } from '../../../permits/registry/tables.ts';
import { permitWaivers } from '../../../permits/waivers/tables.ts';
import { workOccurrences } from '../../../works/occurrences/tables.ts';
import { held } from './holding.ts';
import { inZone } from './telling.ts';
import { termsTold } from './terms-told.ts';

const kindWords = mapValues(permitKinds, ({ words }) => words.ja);

/** What is held of permits, and of the things, pictures and works they are for. */
export const permitTables = {
  permits: held(permits, {
    says: '許可・届出',
    by: { person: ['applicantId', 'concernedIds', 'consents', 'terms', 'applied', 'afterwards'] },
    shown: {
      kind: { says: '種別', words: kindWords },
      state: { says: '状態', words: permitStateNames },
      zoneIds: inZone,
      purpose: '目的',
      terms: { says: '内容', fieldsBy: { column: 'kind', each: termsTold } },
      validFrom: '始まり',
      validUntil: '終わり',
      endedAt: '終了',
      report: '報告',
      reason: '理由',
    },
    at: 'validFrom',
    keeping: 'ids',
  }),
  permit_holders: held(permitHolders, {
    says: '効力のある許可・届出',
    by: { person: ['personId'] },
    shown: { kind: { says: '種別', words: kindWords } },
    keeping: 'in-use',
  }),
  person_exceptions: held(personExceptions, {
    says: '例外措置',
    by: { person: ['personId'] },
    shown: {
      rows: { says: '別表の項', sort: 'row' },
      zoneIds: inZone,
      validFrom: '始まり',
      validUntil: '終わり',
    },
    at: 'validFrom',
    keeping: 'ids',
  }),
  permit_waivers: held(permitWaivers, {
    says: '許可・届出を要しないこととした決定',
    by: { person: ['personIds', 'recordedBy', 'endedBy'] },
    shown: {
      rows: { says: '別表の項', sort: 'row' },
      zoneIds: inZone,
      validFrom: '始まり',
      validUntil: '終わり',
      reason: '理由',
      endReason: '終わりの理由',
    },
    at: 'validFrom',
    keeping: 'ids',
  }),
  officer_deputies: held(officerDeputies, {
    says: '代決・専決',
    by: { person: ['officerId', 'personId'] },
    shown: { title: '職', basis: '根拠', validFrom: '始まり', validUntil: '終わり' },
    at: 'validFrom',
    keeping: 'ids',
  }),
  photography_tokens: held(photographyTokens, {
    says: '撮影者に貸した腕章など',
    by: { person: ['holderId'], permit: ['permitId'] },
    shown: {
      sort: { says: '種類', words: tokenSorts },
      number: '番号',
      lentAt: '貸出し',
      returnedAt: '返却',
    },
    at: 'lentAt',
    keeping: 'ids',
  }),
  photography_reviews: held(photographyReviews, {
    says: '撮影した物の確認',
    by: { person: ['reviewedBy'], permit: ['permitId'] },
    shown: { result: { says: '結果', words: reviewResults }, words: '内容', reviewedAt: '確認' },
    at: 'reviewedAt',
    keeping: 'ids',
  }),
  items: held(items, {
    says: '情報システムに関連する物品',
    by: { person: ['ownerId', 'registrantId', 'carriedBy', 'erasure'] },
    shown: {
      item: '物品',
      maker: '製造者',
      model: '型番',
      serial: '製造番号',
      state: { says: '状態', words: itemStateNames },
      zoneId: inZone,
      since: 'その時から',
      quantity: '数',
    },
    at: 'since',
    keeping: 'ids',
  }),
  item_findings: held(itemFindings, {
    says: '物品の確認で分かったこと',
    by: { person: ['carrierId', 'settledBy'] },
    shown: { words: '内容', foundAt: '確認', settledAt: '処理', settledWords: '処理の内容' },
    at: 'foundAt',
    keeping: 'ids',
  }),
  private_devices: held(privateDevices, {
    says: '支給以外の端末・記録装置',
    by: { person: ['holderId', 'registrantId'] },
    shown: { label: '標識の番号', maker: '製造者', model: '型番', serial: '製造番号' },
    keeping: 'ids',
  }),
  book_loans: held(bookLoans, {
    says: '貸出簿',
    by: { person: ['borrowerId', 'lentBy', 'endedBy'] },
    shown: {
      item: '物品',
      state: { says: '状態', words: lentStateNames },
      lentAt: '貸出し',
      dueAt: '返却期限',
      endedAt: '終わり',
    },
    at: 'lentAt',
    keeping: 'ids',
  }),
  work_occurrences: held(workOccurrences, {
    says: '作業',
    by: { person: ['attendantId'], permit: ['permitId'] },
    shown: { begunAt: '開始', endedAt: '終了', result: '結果' },
    at: 'begunAt',
    keeping: 'ids',
  }),
  cameras: { nobodys: '監視する設備' },
  deliveries: held(deliveries, {
    says: '受渡し',
    by: { person: ['handledBy', 'courierId', 'collectedBy', 'receiver'], permit: ['permitId'] },
    shown: {
      state: { says: '状態', words: deliveryStateNames },
      carrier: '受渡業者',
      slip: '伝票番号',
      pieces: '数',
      receiver: { says: '渡した相手', fields: { section: { says: '課室', sort: 'unit' }, name: '提供先' } },
      takenAt: '受取り',
      collectedAt: '引渡し',
      entryReason: '立入りの理由',
      reason: '理由',
    },
    at: 'takenAt',
    keeping: 'ids',
  }),
  delivery_sections: { nobodys: '課室の設定' },
} as const;
