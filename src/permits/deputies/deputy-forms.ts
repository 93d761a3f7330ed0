/** How somebody decides in the stead of an officer. */
export const deputyForms = {
  /** 代決: while the officer is absent; the officer looks at it afterwards (後閲). */
  acting: '代決',
  /** 専決: a standing delegation of kinds of permit; nobody looks afterwards. */
  delegated: '専決',
} as const;

export type DeputyForm = keyof typeof deputyForms;
