import type { KindGuards } from '../../permits/using/permit-guards.ts';

/** Information goes by the act that hands it over, as often as the permit lets it. */
export const guardTransfer: KindGuards = {
  start: async () => ({
    code: 'conflict',
    detail:
      '移送・提供は、渡すときの記録（deliveries、deliveries/documents）で許可の番号を書いて行ってください。',
  }),
};
