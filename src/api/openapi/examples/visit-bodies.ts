import { type BodyExamples, exampleIds, exampleTimes } from './example-ids.ts';

const destinations = [{ host: exampleIds.staff, place: '102号室', zones: ['office'] }];
const meeting = { purpose: 'meeting', days: [exampleTimes.day], startsAt: '10:00', endsAt: '12:00' };
const members = [{ name: '佐藤 一郎', nameKana: 'サトウ イチロウ', affiliation: '見本商事株式会社' }];
const review = { examined: ['who', 'why', 'zones'], members: [exampleIds.member], zones: ['office'] };

/** Visits, and the press. */
export const visitBodies = {
  'POST /sites/:site/visits': { destinations, ...meeting, members },
  'POST /sites/:site/visits/:visit/invite': {},
  'POST /sites/:site/visits/:visit/change': { startsAt: '11:00', endsAt: '12:00', addMembers: members },
  'POST /sites/:site/visits/:visit/extend': { day: exampleTimes.day, until: exampleTimes.six },
  'POST /sites/:site/visits/:visit/pause': { reason: '先方の都合が決まらないため' },
  'POST /sites/:site/visits/:visit/resume': { reason: '日程が決まったため' },
  'POST /sites/:site/visits/:visit/cancel': { reason: '先方の都合により' },
  'POST /sites/:site/visit-lists': {
    common: { destinations, ...meeting },
    text: '氏名\t所属\n佐藤 一郎\t見本商事株式会社',
  },
  'POST /sites/:site/restricted-persons': {
    name: '見本 太郎',
    basis: '庁舎管理規則による退去命令',
    until: exampleTimes.yearEnd,
  },
  'POST /sites/:site/restricted-persons/:restricted/approve': {},
  'POST /sites/:site/restricted-persons/:restricted/end': { reason: '期間を改めたため' },
  'POST /sites/:site/restricted-persons/:restricted/clear': {
    visit: exampleIds.visit,
    member: exampleIds.member,
    found: '生年月日が違い、同姓同名の別人',
  },
  'POST /sites/:site/press-organisations': {
    name: '見本新聞社',
    club: true,
    basis: '記者クラブの加盟',
    until: exampleTimes.yearEnd,
  },
  'POST /sites/:site/press-organisations/:organisation/approve': {},
  'POST /sites/:site/press-organisations/:organisation/end': { reason: '記者クラブを退会したため' },
  'POST /sites/:site/press-organisations/:organisation/persons': {
    persons: [{ name: '鈴木 次郎', sort: 'reporter' }],
    basis: '所属社の届出',
    until: exampleTimes.yearEnd,
  },
  'POST /sites/:site/press-organisations/:organisation/persons/approve': { persons: [exampleIds.outsider] },
  'POST /sites/:site/press-persons/:person/end': { reason: '担当を外れたため' },
  'POST /sites/:site/press-events': {
    sort: 'conference',
    host: exampleIds.staff,
    zones: ['hall'],
    purpose: 'press',
    day: exampleTimes.day,
    startsAt: '10:00',
    endsAt: '11:00',
    closes: { daysBefore: 1, at: '17:00' },
  },
  'POST /sites/:site/visits/:visit/press-registrations': { lines: [{ person: exampleIds.outsider }] },
  'POST /sites/:site/deputies': {
    host: exampleIds.staff,
    deputy: exampleIds.colleague,
    from: exampleTimes.nine,
    until: exampleTimes.six,
  },
  'POST /sites/:site/deputies/:deputy/end': { reason: '本人が戻ったため' },
  'POST /sites/:site/visits/:visit/destinations/:destination/review': review,
  'POST /sites/:site/visits/:visit/destinations/:destination/telephone-review': {
    ...review,
    by: exampleIds.staff,
    extension: '2301',
    at: exampleTimes.ten,
  },
  'POST /sites/:site/visits/:visit/destinations/:destination/withdraw-review': {
    reason: '用件が変わったため',
  },
  'POST /sites/:site/visits/:visit/destinations/:destination/unanswered-call': {
    called: exampleIds.staff,
    extension: '2301',
  },
} as const satisfies BodyExamples;
