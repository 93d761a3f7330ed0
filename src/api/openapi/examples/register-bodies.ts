import { type BodyExamples, exampleIds, exampleTimes } from './example-ids.ts';

/** What is registered of systems and of what stands where. */
const installing = {
  from: exampleTimes.nine,
  until: exampleTimes.six,
  purpose: '窓口の増設',
  zones: ['office'],
  terms: { installed: 'terminal', what: '窓口端末 2台' },
};

const linking = {
  from: exampleTimes.nine,
  until: exampleTimes.six,
  purpose: '窓口と執務室の共有',
  zones: ['hall', 'office'],
  terms: { medium: 'lan', what: '基幹スイッチで接続', riskReview: '回線構築リスク検討書 第4号' },
};

export const registerBodies = {
  'POST /information-systems': {
    name: '会計システム',
    databaseNumber: 'A0012345',
    organisationId: exampleIds.section,
    officerId: exampleIds.staff,
    confidentiality: 2,
    integrity: 2,
    availability: 2,
    places: [{ site: exampleIds.site, zone: 'server-room' }],
  },
  'PATCH /information-systems/:system': { places: [{ site: exampleIds.site, zone: 'office' }] },
  'POST /information-systems/:system/end': { reason: '新しい会計システムに移したため' },
  'POST /sites/:site/zones/:zone/systems-survey': {
    on: exampleTimes.day,
    how: '機器の一覧と照らして区域を見て回った',
  },
  'POST /sites/:site/gaps/sign': { digest: '0'.repeat(64) },
  'POST /sites/:site/gap-tasks': {
    zone: 'office',
    row: '9a',
    assignee: exampleIds.staff,
    what: '消火器を置き、写真を登録する',
    dueOn: exampleTimes.day,
  },
  'POST /sites/:site/gap-tasks/:task/reassign': {
    assignee: exampleIds.staff,
    dueOn: exampleTimes.day,
    reason: '担当者が異動したため',
  },
  'POST /sites/:site/gap-tasks/:task/finish': { outcome: '消火器を置いた' },
  'POST /sites/:site/gap-tasks/:task/withdraw': { outcome: '区域を閉じるため' },
  'POST /sites/:site/measures': {
    zone: 'office',
    row: '9a',
    hazard: 'fire',
    what: '不活性ガス消火設備を設置した',
    evidence: '消防設備点検結果報告書 第8号',
    takenOn: exampleTimes.day,
  },
  'POST /sites/:site/measures/:measure/inspect': { on: exampleTimes.day, found: '異常なし' },
  'POST /sites/:site/measures/:measure/end': { reason: '設備を撤去したため' },
  'POST /sites/:site/installations': installing,
  'POST /sites/:site/installations/:permit/resubmit': installing,
  'POST /sites/:site/links': linking,
  'POST /sites/:site/links/:permit/resubmit': linking,
  'POST /sites/:site/keys': { zone: 'office', code: 'k-1', sort: 'ordinary', keptAt: '守衛室の鍵箱 3番' },
  'POST /sites/:site/keys/:key/lend': {
    person: exampleIds.staff,
    until: exampleTimes.six,
    purpose: '早朝の開錠',
  },
  'POST /sites/:site/keys/:key/transfer': {
    person: exampleIds.colleague,
    until: exampleTimes.six,
    purpose: '異動に伴う引継ぎ',
  },
  'POST /sites/:site/keys/:key/return': { reason: '退庁時' },
  'POST /sites/:site/keys/:key/open': { reason: '漏水の確認のため' },
  'POST /sites/:site/keys/:key/seal': { reason: '確認が終わったため' },
  'POST /sites/:site/keys/:key/lose': { reason: '庁舎内で落とした' },
  'POST /sites/:site/keys/:key/find': { reason: '会議室の机の下にあった' },
  'POST /sites/:site/keys/:key/end': { reason: '錠を交換したため' },
  'POST /sites/:site/equipment': {
    number: 'PC-2026-0031',
    kind: 'terminal',
    name: '窓口端末',
    zone: 'office',
    placedOn: exampleTimes.day,
    securedBy: 'セキュリティワイヤーで机に固定',
  },
  'POST /sites/:site/equipment/import': {
    text: `管理番号,種別,名称,区域,設置日\nPC-2026-0032,端末,窓口端末,office,${exampleTimes.day}`,
  },
  'PATCH /sites/:site/equipment/:equipment': { securedBy: '施錠したラックに収納' },
  'POST /sites/:site/equipment/:equipment/move': {
    zone: 'hall',
    placedOn: exampleTimes.day,
    securedBy: 'セキュリティワイヤーで机に固定',
    reason: '窓口の移転',
  },
  'POST /sites/:site/equipment/:equipment/seal': { reason: '更新まで使用しない' },
  'POST /sites/:site/equipment/:equipment/unseal': { reason: '使用を再開する' },
  'POST /sites/:site/equipment/:equipment/dispose': { reason: '記録装置を破砕して廃棄した' },
} as const satisfies BodyExamples;
