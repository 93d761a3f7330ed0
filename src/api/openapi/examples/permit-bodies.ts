import { type BodyExamples, exampleIds, exampleTimes } from './example-ids.ts';

const day = { from: exampleTimes.ten, until: exampleTimes.six };
const grade = { confidentiality: 2, integrity: 2, availability: 1 };
const opening = {
  kind: 'application',
  rows: ['t1r14'],
  zones: ['office'],
  ...day,
  reason: '間仕切りの改修',
  terms: {
    alternatives: '工事の間は職員が立ち会う',
    risk: '仕切りの内が見える',
    handling: '要保護情報を別室に移す',
  },
};
const photography = {
  persons: [exampleIds.outsider],
  zones: ['hall'],
  ...day,
  purpose: '広報誌の撮影',
  terms: { parts: ['image'], devices: ['camera'], responsible: exampleIds.staff },
};
const privateDevice = { zones: ['office'], ...day, purpose: '緊急の連絡', carryIn: true, answers: [] };
const takeOut = {
  persons: [exampleIds.staff],
  ...day,
  purpose: '地方局での会議',
  terms: {
    grade,
    information: '会議の資料',
    minimum: '会議に使う頁に限る',
    place: '見本地方局',
    media: ['paper'],
    outsideNetwork: false,
  },
};
const items = {
  persons: [exampleIds.outsider],
  zones: ['server-room'],
  ...day,
  purpose: 'サーバの点検',
  terms: { way: 'in', items: [exampleIds.thing], form: 'once', leaving: 'freely', stays: false },
};
const delivery = {
  persons: [exampleIds.outsider],
  zones: ['office'],
  ...day,
  purpose: '什器の搬入',
  terms: { carrier: '見本運輸株式会社', things: ['parcel'] },
};
const transfer = {
  persons: [exampleIds.staff],
  ...day,
  purpose: '会計検査への提出',
  terms: {
    form: 'once',
    grade,
    information: '契約の書類',
    pieces: 1,
    sheets: 40,
    measures: '封をして手渡す',
    carrier: '見本運輸株式会社',
    receiver: '見本検査院',
  },
};
const work = {
  persons: [exampleIds.outsider],
  zones: ['server-room'],
  ...day,
  purpose: '空調の点検',
  terms: { form: 'once', contract: exampleIds.contract, attendants: [exampleIds.staff] },
};

/** Permits of every kind, and what is done under them. */
export const permitBodies = {
  'POST /safety-texts': {
    article: 'meti-76-1',
    title: '要管理対策区域外での情報処理実施手順',
    document: '情セ第12号',
    version: '第3版',
    from: exampleTimes.nine,
  },
  'POST /sites/:site/permits/:permit/approve': {},
  'POST /sites/:site/permits/:permit/return': { reason: '期間を短くすること' },
  'POST /sites/:site/permits/:permit/reject': { reason: '必要が認められない' },
  'POST /sites/:site/permits/:permit/revoke': { reason: '条件が守られていないため' },
  'POST /sites/:site/permits/:permit/waive-report': { reason: '立会いの職員から聞いたため' },
  'POST /sites/:site/permits/:permit/look': { accepted: true, words: '原状に復したことを確かめた' },
  'POST /sites/:site/permits/:permit/extend': { until: exampleTimes.six, reason: '作業が長引いたため' },
  'POST /sites/:site/permits/:permit/start': {},
  'POST /sites/:site/permits/:permit/withdraw': {},
  'POST /sites/:site/permits/:permit/close': { report: '予定どおり終わった' },
  'POST /sites/:site/permits/:permit/report': { report: '資料を持ち帰り、書庫に戻した' },
  'POST /sites/:site/openings': opening,
  'POST /sites/:site/openings/:permit/resubmit': opening,
  'POST /sites/:site/openings/urgent': {
    rows: ['t1r14'],
    zones: ['office'],
    until: exampleTimes.six,
    reason: '漏水の応急の工事',
  },
  'POST /sites/:site/openings/:permit/afterwards': opening.terms,
  'POST /sites/:site/officer-deputies': {
    form: 'acting',
    role: 'zone-officer',
    scope: 'office',
    deputy: exampleIds.colleague,
    title: '総務課長補佐',
    kinds: ['photography', 'work'],
    basis: '総務課長の指定',
    ...day,
  },
  'POST /sites/:site/officer-deputies/:deputy/end': { reason: '本人が戻ったため' },
  'POST /sites/:site/permit-proposals/:proposal/confirm': {},
  'POST /sites/:site/permit-proposals/:proposal/withdraw': {},
  'POST /sites/:site/permit-waivers': {
    basis: 'notification',
    rows: ['t2r8'],
    zones: ['office'],
    from: exampleTimes.nine,
    until: exampleTimes.yearEnd,
    reason: '定例の持出しのため',
  },
  'POST /sites/:site/permit-waivers/:waiver/end': { reason: '定例の持出しがなくなったため' },
  'POST /sites/:site/photography': photography,
  'POST /sites/:site/photography/:permit/resubmit': photography,
  'POST /sites/:site/photography/orders': {
    zone: 'hall',
    order: 'order-to-stop',
    words: '許可なく撮影していた',
  },
  'POST /sites/:site/photography/:permit/conditions': {
    answers: [{ condition: 'lens-sealed', met: true }],
  },
  'POST /sites/:site/photography/:permit/tokens': {
    tokens: [{ sort: 'armband', number: 'a-7', holder: exampleIds.outsider }],
  },
  'POST /sites/:site/photography/:permit/tokens/return': { sort: 'armband', number: 'a-7' },
  'POST /sites/:site/photography/:permit/tokens/lose': { sort: 'armband', number: 'a-7' },
  'POST /sites/:site/photography/:permit/review': { result: 'cleared', words: '要保護情報は写っていない' },
  'POST /sites/:site/device-permits/:permit/conditions': {
    answers: [{ condition: 'antivirus', met: true }],
  },
  'POST /sites/:site/private-devices': {
    holder: exampleIds.staff,
    sort: 'phone',
    maker: '見本電機',
    model: 'M-10',
  },
  'POST /sites/:site/private-devices/:label/permits': privateDevice,
  'POST /sites/:site/private-devices/:label/permits/:permit/resubmit': privateDevice,
  'POST /sites/:site/book-loans': {
    book: 'pc-pool',
    borrower: exampleIds.staff,
    code: 'pc-0042',
    item: '業務用ノートPC',
    until: '2026-04-11T00:00:00+09:00',
  },
  'POST /sites/:site/book-loans/:book/:number/return': {},
  'POST /sites/:site/book-loans/:book/:number/lose': {},
  'POST /sites/:site/take-outs': takeOut,
  'POST /sites/:site/take-outs/:permit/resubmit': takeOut,
  'POST /sites/:site/take-outs/:permit/reentry': {
    lan: 'office-lan',
    checks: { antivirus: true, patches: true },
  },
  'POST /sites/:site/items': {
    belongs: 'outside',
    owner: exampleIds.outsider,
    firm: '見本システム株式会社',
    item: '保守用の端末',
    medium: 'built-in',
    grade,
    quantity: 1,
  },
  'POST /sites/:site/items/:item/erasure': {
    method: 'overwritten',
    by: exampleIds.staff,
    certificate: 'e-2027-4',
  },
  'POST /sites/:site/item-permits': items,
  'POST /sites/:site/item-permits/:permit/resubmit': items,
  'POST /sites/:site/item-checks': {
    carrier: exampleIds.outsider,
    to: 'server-room',
    seen: [{ item: exampleIds.thing, count: 1, seal: 'intact' }],
  },
  'POST /sites/:site/item-findings/:finding/settle': { outcome: 'went-back', words: '車に戻した' },
  'POST /sites/:site/delivery-permits': delivery,
  'POST /sites/:site/delivery-permits/:permit/resubmit': delivery,
  'POST /sites/:site/transfers': transfer,
  'POST /sites/:site/transfers/:permit/resubmit': transfer,
  'POST /sites/:site/works': work,
  'POST /sites/:site/works/:permit/resubmit': work,
  'POST /sites/:site/works/urgent': {
    persons: [exampleIds.outsider],
    zones: ['server-room'],
    until: exampleTimes.six,
    purpose: '漏水の修理',
    attendants: [exampleIds.staff],
  },
  'POST /sites/:site/works/:permit/tools/:tool/allow': {},
  'POST /sites/:site/works/:permit/workers': { persons: [exampleIds.outsider] },
  'POST /sites/:site/works/:permit/begin': { attendant: exampleIds.staff, workers: 2 },
  'POST /sites/:site/works/:permit/relieve': { attendant: exampleIds.colleague },
  'POST /sites/:site/works/:permit/end': { workers: 2, result: 'フィルタを替え、異状なし' },
} as const satisfies BodyExamples;
