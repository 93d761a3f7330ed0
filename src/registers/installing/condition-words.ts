import type { InstallingCondition } from './judge-installing.ts';

/** What has to be so where something is added, in words. */
export const conditionWords = {
  'risk-review': '通信回線の構築によるリスクを検討し、書面に残す（2.3.4.3(1)(a)）',
  'physical-protection': '物理的な保護措置を講ずる（METI 60条5）',
  'apart-from-own-lan': '府省庁内LANにはつながない（行36 の前提）',
  'mobile-approved': '情報セキュリティ責任者の承認を得たモバイル端末は、行24 によらない',
} as const satisfies Record<InstallingCondition, string>;
