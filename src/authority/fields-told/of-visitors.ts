import { at, both, type Fields, names, ofIds } from './fields.ts';

/** 氏名・所属 of those who come, and whatever words may name somebody. */
const visitorWords = [
  'reason',
  'purposeWords',
  'destinations.*.review.words',
  'members.*.name',
  'members.*.nameKana',
  'members.*.affiliation',
  'members.*.telephone',
  'members.*.vehicle',
  'members.*.ridesIn',
  'members.*.help',
  'members.*.things.*.words',
] as const;

const visit: Fields = {
  reader: [
    'says',
    'conditions.*.says',
    'press.says',
    'destinations.*.place',
    'destinations.*.review.says',
    'may.*.says',
    'may.*.by.*',
  ],
};

/** 訂正 beside what was put right. */
const correctedWords = ['corrections.*.says', 'corrections.*.was.pass', 'corrections.*.now.pass'] as const;

const correctedNames = [
  'corrections.*.byName',
  'corrections.*.was.name',
  'corrections.*.was.affiliation',
  'corrections.*.now.name',
  'corrections.*.now.affiliation',
  'corrections.*.reason',
] as const;

/** Visits, the desk and the press. */
export const ofVisitors = {
  '/sites/:site/arrivals': at('items.*', {
    reader: [
      'stateName',
      'pass',
      'hosts.*.extension',
      'secondContact.call.*.extension',
      ...correctedWords,
      'may.*.by.*',
    ],
    name: ['name', 'affiliation', 'hosts.*.name', 'secondContact.call.*.name', ...correctedNames],
  }),
  '/sites/:site/arrivals/print': { name: ['page'] },
  '/sites/:site/closing-list': at('items.*', {
    reader: [
      'says',
      'stateName',
      'pass',
      'item',
      'slot',
      'extension',
      'hosts.*.extension',
      ...correctedWords,
      'act',
      'may.*.by.*',
    ],
    name: ['name', 'affiliation', 'hosts.*.name', ...correctedNames],
  }),
  '/sites/:site/closing-list/print': { name: ['page'] },
  '/sites/:site/passes': both(at('items.*', { reader: ['numeral', 'says'], name: ['stateReason'] }), names),
  '/sites/:site/visits': both(at('items.*', both(visit, { name: visitorWords })), names),
  /** Who asks for one visit asks for those who come. */
  '/sites/:site/visits/:visit': both(
    both(
      both(visit, { reader: ['zones.*.name', 'arrivals.*.says'], person: visitorWords }),
      at('arrivals.*', { reader: correctedWords, person: correctedNames }),
    ),
    names,
  ),
  '/sites/:site/visitors': at('items.*', {
    person: ['name', 'nameKana', 'affiliation', 'telephone', 'vehicle', 'help'],
  }),
  '/sites/:site/regulars': at('items.*', { reader: ['reasons.*.says'], name: ['name', 'affiliation'] }),
  /** A page, not a record: it has the name of whoever wears the pass. */
  '/sites/:site/passes/:pass/print': { name: ['page'] },
  '/sites/:site/inspections': both(at('items.*', { reader: ['says', 'words'] }), names),
  '/sites/:site/kept-things': both(at('items.*', { reader: ['item', 'slot', 'says'] }), names),
  '/sites/:site/wearing-excuses': both(at('items.*', { name: ['reason'] }), names),
  '/sites/:site/schedule-extensions': at('items.*', { name: ['reason'] }),
  '/sites/:site/visits/:visit/invitation': { reader: ['qr', 'texts.*.subject', 'texts.*.body'] },
  '/sites/:site/invitations/:invitation': ofIds,
  '/sites/:site/unanswered-calls': both(at('items.*', { reader: ['calls.*.extension'] }), names),
  '/sites/:site/deputies': names,
  /** Whoever may read the list at all must know whom to look for. */
  '/sites/:site/restricted-persons': both(
    at('items.*', {
      reader: ['name', 'nameKana', 'aliases.*', 'organisation', 'basis', 'endReason', 'says', 'may.*.says'],
    }),
    names,
  ),
  '/sites/:site/restricted-matches': both(at('items.*', { reader: ['name', 'affiliation'] }), names),
  /** Whoever may read the register sees them come, or answers for it. */
  '/sites/:site/press-organisations': both(
    at('items.*', { reader: ['name', 'basis', 'endReason', 'says', 'may.*.says'] }),
    names,
  ),
  '/sites/:site/press-organisations/:organisation/persons': both(
    at('items.*', { reader: ['name', 'nameKana', 'sortName', 'basis', 'endReason', 'says', 'may.*.says'] }),
    names,
  ),
  '/sites/:site/visits/:visit/press-registrations': at('items.*', {
    reader: ['organisationName', 'sortName'],
    person: ['name'],
  }),
} as const satisfies Readonly<Record<string, Fields>>;
