import type { Role } from './roles.ts';

/** How each role is called to people. */
export const roleNames = {
  ciso: '最高情報セキュリティ責任者',
  'general-officer': '統括情報セキュリティ責任者',
  'security-officer': '情報セキュリティ責任者',
  'zone-officer': '区域情報セキュリティ責任者',
  'zone-clerk': '区域の担当の行政事務従事者',
  'section-officer': '課室情報セキュリティ責任者',
  'system-officer': '情報システムセキュリティ責任者',
  'exception-approver': '例外措置の許可権限者',
  csirt: 'CSIRT',
  host: '行政事務従事者',
  reception: '受付',
  guard: '警備',
  'rights-admin': '権限管理を行う者',
  'system-admin': '情報システムセキュリティ管理者',
  auditor: '情報セキュリティ監査責任者',
  gateway: 'ゲートウェイ',
} as const satisfies Readonly<Record<Role, string>>;
