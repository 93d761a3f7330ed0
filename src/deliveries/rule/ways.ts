/** From whom to whom something goes. */
export const ways = {
  in: '受取り（受渡業者から）',
  out: '引渡し（受渡業者へ）',
  internal: '文書使送',
} as const;

export type DeliveryWay = keyof typeof ways;

/** The same as a list. */
export const wayNames = Object.keys(ways).filter((word): word is DeliveryWay => word in ways);
