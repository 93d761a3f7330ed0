/** What a person of the press comes for. */
export const pressSorts = ['reporter', 'camera'] as const;

export type PressSort = (typeof pressSorts)[number];

export const pressSortWords = {
  reporter: '記者',
  camera: 'カメラマン',
} as const satisfies Record<PressSort, string>;
