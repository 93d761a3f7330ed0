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
} as const satisfies BodyExamples;
