/** What of the press is invited to. */
export const pressEventSorts = ['conference', 'briefing', 'doorstep'] as const;

/** A visit that is an event for the press (取材の行事): only accredited persons are registered for it. */
export type PressEvent = {
  readonly sort: (typeof pressEventSorts)[number];
  /** 登録の締切り: so many days before each day of the event, at this time (`HH:MM`) of the site; sharp. */
  readonly closes: { readonly daysBefore: number; readonly at: string };
};

export const pressEventWords = {
  conference: '会見',
  briefing: '説明会',
  doorstep: 'ぶら下がり取材',
} as const satisfies Record<PressEvent['sort'], string>;
