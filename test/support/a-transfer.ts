import type { TransferRequest } from '../../src/deliveries/transfers/transfer-application.ts';
import type { TransferTerms } from '../../src/deliveries/transfers/transfer-terms.ts';

/** Ten sheets of 機密性2 in two envelopes, which a firm carries to somebody outside of the ministry in this week. */
export function aTransfer(
  over: Partial<Omit<TransferRequest, 'terms'>> = {},
  terms: Partial<TransferTerms> = {},
): TransferRequest {
  return {
    persons: ['sender'],
    from: new Date('2026-04-06T00:00:00+09:00'),
    until: new Date('2026-04-11T00:00:00+09:00'),
    purpose: '県との協議の資料を送る',
    terms: {
      form: 'once',
      grade: { confidentiality: 2, integrity: 1, availability: 1 },
      information: '協議の資料',
      pieces: 2,
      sheets: 10,
      measures: '二重に封緘し、書留とする',
      carrier: '関東運輸',
      receiver: '県の商工労働部',
      ...terms,
    },
    ...over,
  };
}
