/** What information can be left on. */
export const itemMedia = {
  none: '記憶する部分がない',
  'built-in': '内蔵の記憶装置',
  removable: '取り外せる記録媒体',
} as const;

export type ItemMedium = keyof typeof itemMedia;

/** The same as a list. */
export const itemMediumNames = ['none', 'built-in', 'removable'] as const satisfies readonly ItemMedium[];
