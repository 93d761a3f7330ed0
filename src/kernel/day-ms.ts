/** 24 hours, whatever a calendar calls a day. */
export const dayMs = 86_400_000;
