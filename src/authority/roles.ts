/** Roles of the design, by who holds them under 統一技術基準 and METI's standard. */
export const roles = [
  /** 最高情報セキュリティ責任者 */
  'ciso',
  /** 統括情報セキュリティ責任者 */
  'general-officer',
  /** 情報セキュリティ責任者 */
  'security-officer',
  /** 区域情報セキュリティ責任者, per zone */
  'zone-officer',
  /** 担当の行政事務従事者: receives, never decides (別表2 ※2) */
  'zone-clerk',
  /** 課室情報セキュリティ責任者, per organisation */
  'section-officer',
  /** 情報システムセキュリティ責任者 */
  'system-officer',
  /** 許可権限者 of exceptions */
  'exception-approver',
  'csirt',
  /** Every 行政事務従事者, without being given it */
  'host',
  'reception',
  'guard',
  /** 権限管理を行う者 */
  'rights-admin',
  /** 情報システムセキュリティ管理者; sees no personal data */
  'system-admin',
  'auditor',
  /** A card-reader gateway, by its token, without being given it */
  'gateway',
] as const;

export type Role = (typeof roles)[number];

/** 管理者権限: given for a duty and to a day, never for good (2.2.1.3(2)(c)(ア), METI 24(6)(1)). */
export const adminRoles = ['rights-admin', 'system-admin'] as const satisfies readonly Role[];

export function isAdminRole(role: Role): role is (typeof adminRoles)[number] {
  return adminRoles.some((one) => one === role);
}

/** One role somewhere: at one site or all (`siteId` null), for one zone or organisation or all (`scope` null). */
export type RoleHeld = { readonly role: Role; readonly siteId: string | null; readonly scope: string | null };
