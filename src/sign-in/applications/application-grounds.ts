/** For what a login id is applied for (統一技術基準 2.2.1.3(2)(a)): a closed set, so that no words about a person stand in the register. */
export const applicationGrounds = {
  appointment: '採用・着任',
  transfer: '異動',
  contract: '委託・派遣の契約',
  return: '復職・休業からの復帰',
  duty: '新たに割り当てた業務',
} as const satisfies Readonly<Record<string, string>>;

export type ApplicationGround = keyof typeof applicationGrounds;

export const applicationGroundWords = Object.keys(applicationGrounds).filter(isGround);

function isGround(word: string): word is ApplicationGround {
  return Object.hasOwn(applicationGrounds, word);
}
