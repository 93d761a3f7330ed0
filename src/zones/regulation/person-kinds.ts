/** Who a person is to the ministry: its staff (行政事務従事者) or one of the outsiders (府省庁外の者). */
export const personKinds = [
  'staff',
  'other-ministry',
  /** 事前貸与者, under a contract */
  'card-lent',
  'visitor',
  /** 受渡業者 */
  'courier',
  'emergency-services',
] as const;

export type PersonKind = (typeof personKinds)[number];
