import { type BodyExamples, exampleIds, exampleTimes } from './example-ids.ts';

/** What is registered of systems and of what stands where. */
export const registerBodies = {
  'POST /information-systems': {
    name: '会計システム',
    databaseNumber: 'A0012345',
    organisationId: exampleIds.section,
    officerId: exampleIds.staff,
    confidentiality: 2,
    integrity: 2,
    availability: 2,
    places: [{ site: exampleIds.site, zone: 'server-room' }],
  },
  'PATCH /information-systems/:system': { places: [{ site: exampleIds.site, zone: 'office' }] },
  'POST /information-systems/:system/end': { reason: '新しい会計システムに移したため' },
  'POST /sites/:site/zones/:zone/systems-survey': {
    on: exampleTimes.day,
    how: '機器の一覧と照らして区域を見て回った',
  },
  'POST /sites/:site/measures': {
    zone: 'office',
    row: '9a',
    hazard: 'fire',
    what: '不活性ガス消火設備を設置した',
    evidence: '消防設備点検結果報告書 第8号',
    takenOn: exampleTimes.day,
  },
  'POST /sites/:site/measures/:measure/inspect': { on: exampleTimes.day, found: '異常なし' },
  'POST /sites/:site/measures/:measure/end': { reason: '設備を撤去したため' },
} as const satisfies BodyExamples;
