import type { Action } from '../authority/authorization.ts';

/** The areas into which the document sorts operations, each with what it is for. */
export const areas = {
  sites: '庁舎・事業所、組織、図面',
  rules: '府省庁の判断と、区域に効いている対策（別表1・2）',
  people: '人、契約、識別カード',
  permissions: '継続的立入許可と時間外の延長',
  permits: '許可・届出（撮影・録音、支給以外の端末など）',
  deliveries: '受渡し: 荷物、情報を含む物、文書使送',
  registers: '登録簿: 情報システム、設置した機器、鍵',
  visitors: '訪問の予定と審査、受付、一時通行証',
  presence: '在室者、在室人数、履歴、所在の訂正、点呼',
  desk: '受付: 通行証とその着用、預り品',
  conditions: '緊急事態、封鎖、緊急立入り、装置の異常',
  alarms: '警報',
  record: '記録の一覧とライブ配信、訪問記録などの取出し',
  gateways: '読取装置・扉の制御盤が送る事象と、読む図面',
  'sign-in': 'サインインと識別コード、セッション、パスワード、端末',
  operators: '主体認証情報（トークン）と役割',
  service: '稼働、計数。主体認証なしで答える',
} as const;

export type Area = keyof typeof areas;

type Topic = Action extends `${infer Word}.${string}` ? Word : never;

const areaOfTopic = {
  sites: 'sites',
  organisations: 'sites',
  plan: 'sites',
  determinations: 'rules',
  requirements: 'rules',
  'what-if': 'rules',
  gaps: 'rules',
  'gap-tasks': 'rules',
  persons: 'people',
  contracts: 'people',
  cards: 'people',
  permissions: 'permissions',
  schedules: 'permissions',
  permits: 'permits',
  'officer-deputies': 'permits',
  'book-loans': 'permits',
  items: 'permits',
  photography: 'permits',
  'private-devices': 'permits',
  deliveries: 'deliveries',
  works: 'permits',
  cameras: 'permits',
  'information-systems': 'registers',
  measures: 'registers',
  equipment: 'registers',
  keys: 'registers',
  visits: 'visitors',
  deputies: 'visitors',
  arrivals: 'desk',
  restricted: 'visitors',
  press: 'visitors',
  passes: 'desk',
  inspections: 'desk',
  'kept-things': 'desk',
  wearing: 'desk',
  presence: 'presence',
  'roll-call': 'presence',
  custody: 'presence',
  conditions: 'conditions',
  passages: 'presence',
  'paper-log': 'presence',
  'emergency-entries': 'conditions',
  emergency: 'conditions',
  lockdown: 'conditions',
  alarms: 'alarms',
  records: 'record',
  disclosures: 'record',
  retention: 'record',
  events: 'record',
  live: 'record',
  'gateway-events': 'gateways',
  'gateway-gaps': 'gateways',
  'gateway-plan': 'gateways',
  roles: 'operators',
  tokens: 'operators',
  accounts: 'sign-in',
  'sign-in-notice': 'sign-in',
  'own-sign-in': 'sign-in',
  'own-session': 'sign-in',
  consoles: 'sign-in',
  elevation: 'sign-in',
  'access-settings': 'operators',
  'own-factors': 'sign-in',
} as const satisfies Record<Topic, Area>;

/** The area of an action of the authorization table, by the word before its dot. */
export function areaOf(action: Action): Area {
  const found = Object.entries(areaOfTopic).find(([topic]) => action.startsWith(`${topic}.`));
  if (found === undefined) throw new Error(`${action} belongs to no area`);
  return found[1];
}
