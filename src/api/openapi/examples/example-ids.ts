/** Who and what the examples of the document speak of; the codes are those of the example of a plan. */
export const exampleIds = {
  site: '01900000-0000-7000-8000-000000000003',
  otherSite: '01900000-0000-7000-8000-000000000004',
  organisation: '01900000-0000-7000-8000-000000000001',
  section: '01900000-0000-7000-8000-000000000002',
  staff: '01900000-0000-7000-8000-000000000011',
  colleague: '01900000-0000-7000-8000-000000000012',
  outsider: '01900000-0000-7000-8000-000000000013',
  contract: '01900000-0000-7000-8000-000000000021',
  visit: '01900000-0000-7000-8000-000000000031',
  member: '01900000-0000-7000-8000-000000000032',
  thing: '01900000-0000-7000-8000-000000000041',
  application: '01900000-0000-7000-8000-000000000051',
} as const;

const day = '2027-04-12';

/** A day of the example office, and hours of it. */
export const exampleTimes = {
  day,
  nine: `${day}T09:00:00+09:00`,
  ten: `${day}T10:00:00+09:00`,
  noon: `${day}T12:00:00+09:00`,
  six: `${day}T18:00:00+09:00`,
  yearEnd: '2028-04-01T00:00:00+09:00',
} as const;

/** The examples of bodies by the method and the path of their operation; where one may leave its body out, `{}`. */
export type BodyExamples = Readonly<Record<`${'POST' | 'PATCH'} /${string}`, object>>;
