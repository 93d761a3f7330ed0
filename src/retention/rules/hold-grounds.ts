/** Why something is kept beyond its days. */
export const holdGrounds = {
  case: { says: '訴訟・事案の証拠' },
  request: { says: '開示・訂正・利用停止の請求への対応' },
  audit: { says: '監査・検査' },
} as const satisfies Record<string, { readonly says: string }>;

export type HoldGround = keyof typeof holdGrounds;
