/** 継続的立入許可 (2.3.1.1(2)(a)(エ)) */
export type PermissionFacts = {
  readonly id: string;
  readonly startsAt: Date;
  /** Exclusive; every permission ends. */
  readonly endsAt: Date;
  readonly withinSchedule: boolean;
  /** 身元確認 (rows 26, 27) is on record; always true for staff. */
  readonly identityConfirmed: boolean;
  /** The host's 審査 (rows 30, 31) is on record; always true for staff. */
  readonly hostReviewed: boolean;
};
