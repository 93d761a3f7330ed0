import { type BodyExamples, exampleIds } from './example-ids.ts';

/** What is asked of what is kept. */
export const recordBodies = {
  'POST /retention/decisions': {
    recordClass: 'visit',
    days: 364,
    basis: '標準文書保存期間基準 3',
    document: '令9文書第12号',
  },
  'POST /retention/extensions': {
    recordClass: 'visit',
    site: exampleIds.site,
    untilOn: '2029-03-31',
    ground: 'case',
    reference: '令9(ワ)第5号',
  },
  'POST /retention/extensions/:extension/lift': { reason: '訴訟が終わったため' },
  'POST /retention/early-erasures': {
    site: exampleIds.site,
    persons: [exampleIds.member],
    reason: '本人の消去の請求のため',
    reference: '令9利用停止第3号',
  },
  'POST /disclosures': {
    persons: [exampleIds.staff],
    askedBy: '山田 花子',
    basis: 'own-request',
    number: '令9開示第12号',
  },
} as const satisfies BodyExamples;
