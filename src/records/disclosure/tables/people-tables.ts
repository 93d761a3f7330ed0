import { roleNames } from '../../../authority/role-names.ts';
import { decidedNames } from '../../../authority/settings/decided-values.ts';
import { accessSettings } from '../../../authority/settings/tables.ts';
import { roleAssignments } from '../../../authority/tables.ts';
import { apiTokens, sessions } from '../../../operators/tables.ts';
import { loanBasisNames, loans } from '../../../people/loans/tables.ts';
import type { OutsiderTerms } from '../../../people/permissions/application.ts';
import { permissionStateNames } from '../../../people/permissions/permission-lifecycle.ts';
import { standingPermissions } from '../../../people/permissions/tables.ts';
import { cardStateNames } from '../../../people/registry/card-lifecycle.ts';
import { personStateNames } from '../../../people/registry/person-lifecycle.ts';
import { cards, persons } from '../../../people/registry/tables.ts';
import { reviewDecisionNames, rightKindNames } from '../../../rights/reviews/review-line.ts';
import { rightsReviewDecisions, rightsReviews } from '../../../rights/reviews/tables.ts';
import { signInAccounts } from '../../../sign-in/accounts/tables.ts';
import { applicationGrounds } from '../../../sign-in/applications/application-grounds.ts';
import { applicationStateNames } from '../../../sign-in/applications/application-lifecycle.ts';
import { signInApplications } from '../../../sign-in/applications/tables.ts';
import { passkeys } from '../../../sign-in/passkeys/tables.ts';
import { providerLinks } from '../../../sign-in/single-sign-on/tables.ts';
import { personKindWords } from '../../kinds/person-kind-words.ts';
import { held } from './holding.ts';
import { type FieldsOf, inZone } from './telling.ts';

const by = { says: '行った人', sort: 'person' } as const;
const at = { says: '日時', sort: 'instant' } as const;

const outsiderTold = {
  host: { says: '訪問相手', sort: 'person' },
  identity: { says: '身元の確認', fields: { by, how: '方法', at } },
  review: { says: '審査', fields: { by, content: '内容', at } },
  contract: '契約の番号',
} as const satisfies FieldsOf<OutsiderTerms>;

/** What is held of those who come every day. */
export const peopleTables = {
  persons: held(persons, {
    says: '職員・継続的に立ち入る者の登録',
    by: { person: ['personId'] },
    shown: {
      kind: { says: '区分', words: personKindWords },
      name: '氏名',
      nameKana: 'かな',
      affiliation: '所属',
      employeeNumber: '職員番号',
      extension: '内線',
      state: { says: '状態', words: personStateNames },
      stateReason: '状態の理由',
    },
    keeping: 'person',
  }),
  contracts: { nobodys: '会社の契約' },
  cards: held(cards, {
    says: '識別カード',
    by: { person: ['personId'] },
    shown: {
      format: '規格',
      number: '番号',
      state: { says: '状態', words: cardStateNames },
      stateReason: '状態の理由',
      activeFrom: '使用開始',
      expiresAt: '期限',
    },
    at: 'activeFrom',
    keeping: 'ids',
  }),
  standing_permissions: held(standingPermissions, {
    says: '継続的立入許可',
    by: { person: ['personId', 'applicantId', 'approvals', 'outsider'] },
    shown: {
      zoneIds: inZone,
      state: { says: '状態', words: permissionStateNames },
      validFrom: '始まり',
      validUntil: '終わり',
      purpose: '目的',
      outsider: { says: '本人確認と審査', fields: outsiderTold },
      reason: '理由',
    },
    at: 'validFrom',
    keeping: 'ids',
  }),
  loans: held(loans, {
    says: '貸し出したカード',
    by: { person: ['holderId'] },
    shown: { basis: { says: '根拠', words: loanBasisNames }, dueAt: '返却期限' },
    at: 'dueAt',
    keeping: 'ids',
  }),
  schedule_extensions: { nobodys: '課室の時間外の延長' },
  role_assignments: held(roleAssignments, {
    says: '役割',
    by: { person: ['holderId', 'givenBy'] },
    shown: {
      role: { says: '役割', words: roleNames },
      scope: { says: '範囲', sort: 'scope' },
      givenAt: '与えた日時',
      validUntil: '終わり',
      duty: '業務',
    },
    at: 'givenAt',
    keeping: 'ids',
  }),
  rights_reviews: held(rightsReviews, {
    says: '署名した権限の棚卸し',
    by: { person: ['signedBy'] },
    shown: { quarter: '四半期', zoneId: inZone, signedAt: '署名' },
    at: 'signedAt',
    keeping: 'ids',
  }),
  rights_review_decisions: held(rightsReviewDecisions, {
    says: '権限の棚卸しで決めたこと',
    by: { person: ['decidedBy'] },
    shown: {
      quarter: '四半期',
      kind: { says: '種別', words: rightKindNames },
      decision: { says: '決定', words: reviewDecisionNames },
      decidedAt: '決めた日時',
    },
    at: 'decidedAt',
    keeping: 'ids',
  }),
  api_tokens: held(apiTokens, {
    says: '主体認証情報（トークン。秘密は保有しない）',
    by: { person: ['holderId'] },
    shown: { createdAt: '作成', expiresAt: '期限', revokedAt: '失効' },
    at: 'createdAt',
    keeping: 'ids',
  }),
  token_uses: { withheld: 'トークンを最後に使った日は、トークンの識別子だけとともに保有する' },
  sessions: held(sessions, {
    says: 'サインイン中のセッション',
    by: { person: ['personId'] },
    shown: { network: '接続元', usedAt: '最後の利用' },
    at: 'usedAt',
    keeping: 'in-use',
  }),
  sign_in_accounts: held(signInAccounts, {
    says: 'サインインのアカウント（識別コード）',
    by: { person: ['personId', 'issuedBy'] },
    shown: {
      loginId: '識別コード',
      issuedAt: '発行',
      receivedAt: '受領',
      endedAt: '終わり',
      signedInAt: '最後のサインイン',
      signedInFrom: '最後の接続元',
    },
    at: 'issuedAt',
    keeping: 'ids',
  }),
  sign_in_applications: held(signInApplications, {
    says: '識別コードの申請',
    by: { person: ['personId', 'appliedBy', 'decidedBy'] },
    shown: {
      loginId: '識別コード',
      ground: { says: '事由', words: applicationGrounds },
      state: { says: '状態', words: applicationStateNames },
      appliedAt: '申請',
      decidedAt: '決定',
    },
    at: 'appliedAt',
    keeping: 'ids',
  }),
  passkeys: held(passkeys, {
    says: 'サインインに使うパスキー（公開鍵だけを保有する）',
    by: { person: ['personId'] },
    shown: { name: '名前', registeredAt: '登録', usedAt: '最後の利用', removedAt: '削除' },
    at: 'registeredAt',
    keeping: 'ids',
  }),
  provider_links: held(providerLinks, {
    says: 'シングルサインオンの提供元との結付け',
    by: { person: ['personId'] },
    shown: {
      issuer: '提供元',
      subject: '提供元での識別子',
      linkedAt: '結付け',
      usedAt: '最後の利用',
      removedAt: '解除',
    },
    at: 'linkedAt',
    keeping: 'ids',
  }),
  passkey_challenges: { withheld: '始めたばかりの手続で、5分で消える' },
  provider_trips: { withheld: '始めたばかりの手続で、10分で消える' },
  sign_in_passwords: { withheld: 'パスワードの検証値は、だれにも見せない' },
  sign_in_password_history: { withheld: '前のパスワードの検証値は、だれにも見せない' },
  sign_in_tries: { withheld: '失敗したサインインは、だれが試みたか分からず、1日で消える' },
  totp_factors: { withheld: '認証アプリの種（暗号化されたもの）は、だれにも見せない' },
  totp_enrolments: { withheld: '確かめられていない認証アプリの種は、15分で消える' },
  recovery_codes: { withheld: '回復コードのハッシュ値は、だれにも見せない' },
  sign_in_challenges: { withheld: 'サインインの途中のものは、数分で消える' },
  access_settings: held(accessSettings, {
    says: '決めた、主体認証と権限の設定と設置判断',
    by: { person: ['decidedBy'] },
    shown: { name: { says: '決めた事', words: decidedNames }, reason: '理由', decidedAt: '決めた日時' },
    at: 'decidedAt',
    keeping: 'ids',
  }),
  sign_in_notices: { nobodys: '利用上の注意' },
  consoles: { nobodys: '端末' },
  sign_in_pins: { withheld: 'PIN の検証値は、だれにも見せない' },
  console_seals: { withheld: '端末の封印した資格情報。だれが作り、開けたかは記録にある' },
} as const;
