/**
 * What a field of an answer tells, beyond ids, instants, numbers and codes. `reader`: what whoever may read the answer at all
 * is shown. `name`: who somebody is, beside an id, or words that may say it; `name-at-place`: the same of what happened in
 * zones, each viewer's own; `person`: the same where that person is asked for. The others are columns of `seen-by.ts`.
 */
export type Telling =
  | 'reader'
  | 'name'
  | 'name-at-place'
  | 'person'
  | 'personnel'
  | 'examination'
  | 'card-number';

/** Fields by what they tell, each by where it stands in the answer: `items.*` of lists and records alike. */
type Fields = { readonly [Told in Telling]?: readonly string[] };

const newsOfAlarm: Fields = { reader: ['says', 'title', 'instruction'] };

const entryNames: Fields = {
  reader: ['names.zones.*', 'names.doors.*'],
  'name-at-place': ['names.persons.*.name', 'names.persons.*.affiliation', 'names.reason'],
};

const entryWords: Fields = {
  reader: [
    'reasons.*.says',
    'reasons.*.fix',
    'reasons.*.clause',
    'notes.*.says',
    'notes.*.fix',
    'notes.*.clause',
  ],
};

const entry: Fields = both(both(entryWords, entryNames), at('alarms.*', newsOfAlarm));

const permission: Fields = {
  reader: ['purpose', 'reason'],
  examination: ['outsider.identity.how', 'outsider.review.content'],
};

const ruleTold: Fields = {
  reader: [
    'rule.waitsFor',
    'rule.lines.*.waived.says',
    'rule.lines.*.waived.reason',
    'rule.lines.*.clause',
    'rule.lines.*.chain.*.source',
    'rule.lines.*.chain.*.words',
    'rule.lines.*.chain.*.matched.words',
  ],
};
const permitVersion: Fields = both(ruleTold, {
  reader: [
    'says',
    'kindSays',
    'purpose',
    'reason',
    'report',
    'terms.deviceWords',
    'terms.information',
    'terms.minimum',
    'terms.place',
    'terms.systems.*.words',
    'terms.alternatives',
    'terms.risk',
    'terms.handling',
    'terms.carrier',
  ],
});
const permit: Fields = both(permitVersion, { reader: ['conditions.*.says'] });

const waiver: Fields = { reader: ['says', 'reason', 'endReason'] };

const delivery: Fields = {
  reader: [
    'says',
    'thingSays',
    'carrier',
    'slip',
    'transferPermission',
    'receiver.name',
    'entryReason',
    'reason',
  ],
};

const item: Fields = {
  reader: ['says', 'mediumSays', 'firm', 'item', 'maker', 'model', 'serial', 'seal'],
};

const person: Fields = {
  person: ['name', 'nameKana', 'affiliation', 'employeeNumber', 'extension'],
  personnel: ['stateReason'],
};

const card: Fields = { reader: ['stateReason'], 'card-number': ['number'] };
const contract: Fields = { reader: ['company', 'purpose', 'endReason'] };

/** What is written down of a place, a rule or a unit is public in the house, but for rooms that are hidden. */
const plan: Fields = {
  reader: [
    'site.name',
    'zones.*.name',
    'zones.*.displayName',
    'zones.*.building',
    'zones.*.floor',
    'zones.*.controls.*.words',
    'zones.*.controls.*.basis',
    'doors.*.name',
    'doors.*.freePassage.guardPost',
    'gateways.*.name',
    'schedules.*.name',
    'calendar.*.reason',
    'desks.*.name',
    'site.visitors.takenChecks.*.basis',
  ],
};

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

const determination: Fields = {
  reader: ['words', 'basis', 'clauses.*.words', 'heldBy.body', 'heldBy.document'],
  person: ['heldBy.confirmedBy'],
};

const equipmentTold = [
  'number',
  'name',
  'maker',
  'model',
  'serial',
  'element',
  'securedBy',
  'kindSays',
  'says',
  'reason',
];

const installing: Fields = {
  reader: [
    'conditions.*.says',
    'lines.*.clause',
    'lines.*.chain.*.source',
    'lines.*.chain.*.words',
    'lines.*.chain.*.matched.words',
  ],
};

const requirement: Fields = {
  reader: ['title', 'clause', 'valueWords', 'text', 'footnote', 'chain.*.source', 'chain.*.words'],
};

const alarm: Fields = {
  reader: ['title', 'instruction'],
  // Who escalates is the service, which has no name.
  'name-at-place': ['personName', 'acknowledged.name', 'resolved.name'],
};

const determinationChange: Fields = { reader: ['change.end.reason', 'change.adoption.basis'] };
const named: Fields = { reader: ['name'] };
/** Who is who, beside the ids of the answer. */
const names: Fields = { name: ['names.*'] };
const namesAtPlace: Fields = { 'name-at-place': ['names.*'] };
const ofIds: Fields = {};

/**
 * Every operation that reads, below /api/v1, with every field that tells more than ids, instants, numbers and codes; of the
 * stream, those of its frames. A GET route without a row does not start; a field without one is found by a test.
 */
export const fieldsTold = {
  '/sites': at('items.*', named),
  '/organisations': at('items.*', named),
  '/organisations/:organisation/purposes': at('items.*', { reader: ['words'] }),
  '/determinations': at('items.*', determination),
  '/determination-proposals': at('items.*', { reader: ['title', 'words', 'reason', 'clauses.*.words'] }),
  '/determinations/changes': at('items.*', determinationChange),
  '/determinations/changes/:proposal': determinationChange,
  '/persons': at('items.*', person),
  '/persons/:person': person,
  '/contracts': at('items.*', contract),
  '/contracts/:contract': both(contract, {
    reader: ['toReturn.*.number'],
    name: ['toReturn.*.holder.name'],
  }),
  '/cards': both(at('items.*', card), names),
  '/cards/:card': both(card, names),
  '/role-assignments': names,
  '/tokens': names,
  '/sites/:site/plan': plan,
  '/sites/:site/plan/proposals': ofIds,
  '/sites/:site/plan/proposals/:proposal': at('plan', plan),
  '/sites/:site/signs': at('items.*', { reader: ['displayName', 'building', 'floor'] }),
  '/sites/:site/zones/:zone/requirements': at('items.*', requirement),
  '/sites/:site/gaps': both(
    at('zones.*', { reader: ['name'] }),
    at('items.*', {
      reader: [
        'clause',
        'title',
        'valueWords',
        'says',
        'chain.*.source',
        'chain.*.words',
        'chain.*.matched.words',
        'evidence.*.ref',
        'missing.*',
      ],
    }),
  ),
  '/sites/:site/gaps/changes': both(
    { reader: ['items.*.title', 'items.*.says', 'items.*.missing.*'] },
    names,
  ),
  '/sites/:site/gap-tasks': both(at('items.*', { reader: ['title', 'what', 'says', 'outcome'] }), names),
  '/sites/:site/gaps/csv': { reader: ['page'] },
  '/sites/:site/gaps/print': { reader: ['page'] },
  '/sites/:site/permissions': both(at('items.*', permission), names),
  '/sites/:site/permissions/:permission': both(both(permission, at('history.*', permission)), names),
  '/sites/:site/permits': both(at('items.*', permit), names),
  '/sites/:site/permits/:permit': both(both(permit, at('history.*', permitVersion)), names),
  '/sites/:site/officer-deputies': both(at('items.*', { reader: ['title', 'basis'] }), names),
  '/sites/:site/permit-tasks': both(at('items.*', { reader: ['kindSays', 'tasks.*.says'] }), names),
  '/sites/:site/permit-proposals': at('items.*', ruleTold),
  '/sites/:site/permit-proposals/:proposal': ruleTold,
  '/sites/:site/permit-waivers': both(at('items.*', waiver), names),
  '/sites/:site/permit-waivers/:waiver': both(waiver, names),
  '/sites/:site/deliveries': both(at('items.*', delivery), names),
  '/sites/:site/deliveries/:delivery': both(both(delivery, at('history.*', delivery)), names),
  '/sites/:site/works/:permit/occurrences': { reader: ['items.*.result', 'items.*.round.*.says'] },
  '/information-systems': both(at('items.*', { reader: ['name', 'databaseNumber'] }), names),
  '/information-systems/:system': both({ reader: ['name', 'databaseNumber', 'endReason'] }, names),
  '/sites/:site/zones/:zone/installing': installing,
  '/sites/:site/zones/:zone/linking': installing,
  '/sites/:site/zones/:zone/systems-survey': both({ reader: ['survey.how'] }, names),
  '/sites/:site/measures': both(
    at('items.*', { reader: ['what', 'evidence', 'found', 'cut.power', 'cut.by'] }),
    names,
  ),
  '/sites/:site/keys': both(at('items.*', { reader: ['keptAt', 'sortSays', 'says', 'reason'] }), names),
  '/sites/:site/equipment': at('items.*', { reader: equipmentTold }),
  '/sites/:site/equipment/:equipment': {
    reader: [...equipmentTold, 'history.*.says', 'history.*.securedBy', 'history.*.reason'],
  },
  '/sites/:site/cameras': { reader: ['items.*.sees', 'items.*.says', 'items.*.reason'] },
  '/sites/:site/photography/allowed': { reader: ['says', 'clause', 'chain.*.source', 'chain.*.words'] },
  '/sites/:site/photography/:permit/custody': both(
    { reader: ['tokens.*.sortSays', 'tokens.*.says', 'review.says', 'review.words'] },
    names,
  ),
  '/sites/:site/private-devices': both(
    at('items.*', { reader: ['sortSays', 'maker', 'model', 'serial'] }),
    names,
  ),
  '/sites/:site/book-loans': both(at('items.*', { reader: ['item', 'says'] }), names),
  '/sites/:site/items': both(at('items.*', item), names),
  '/sites/:site/items/:item': both(both(item, at('history.*', item)), names),
  '/sites/:site/item-tasks': both(at('items.*', { reader: ['says', 'words'] }), names),
  '/sites/:site/private-devices/:label/allowed': {
    reader: [
      'says',
      'clause',
      'chain.*.source',
      'chain.*.words',
      'device.sortSays',
      'device.maker',
      'device.model',
    ],
  },
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
  '/retention': {
    reader: [
      'rules.*.says',
      'rules.*.basis',
      'rules.*.document',
      'holds.*.says',
      'holds.*.reference',
      'due.*.says',
    ],
  },
  '/retention/proposals': at('items.*', { reader: ['reason', 'reference', 'erases.*.says'] }),
  /** Of those who may be whoever asks: they are compared by name. */
  '/disclosures/candidates': at('items.*', { person: ['name', 'affiliation'] }),
  /** What stands in a column is the kind's; who may not know whom they see reads 非表示 in each that names somebody. */
  '/sites/:site/records/:record': {
    reader: [
      'title',
      'site.name',
      'notes.*',
      'columns.*.title',
      'items.*.purpose',
      'items.*.zone',
      'items.*.zones',
      'items.*.state',
      'items.*.permitKind',
      'items.*.personKind',
      'items.*.enteredFrom',
      'items.*.enteredHow',
      'items.*.leftFrom',
      'items.*.leftHow',
      'items.*.pass',
      'items.*.item',
      'items.*.serial',
      'items.*.how',
    ],
    'name-at-place': [
      'items.*.name',
      'items.*.names',
      'items.*.affiliation',
      'items.*.purposeWords',
      'items.*.hosts',
      'items.*.hostAffiliations',
      'items.*.company',
      'items.*.applicant',
      'items.*.applicantAffiliation',
      'items.*.attendant',
      'items.*.attendantAffiliation',
      'items.*.resultWords',
    ],
  },
  '/sites/:site/events': at('items.*', entry),
  /** The text of the record holds ids and codes alone. */
  '/sites/:site/events/:seq': both(at('event', entry), { reader: ['text'] }),
  /** News of an alarm stands in frames of its own too, with the names of its entry. */
  '/sites/:site/live': both(at('items.*', entry), both(newsOfAlarm, entryNames)),
  '/sites/:site/presence': at('items.*', { 'name-at-place': ['name'] }),
  '/sites/:site/custody': both(at('items.*', { reader: ['modeName', 'zoneName'] }), namesAtPlace),
  '/sites/:site/custody/apart': both(at('items.*', { reader: ['zoneName'] }), namesAtPlace),
  '/sites/:site/occupancy': at('zones.*', named),
  '/sites/:site/roll-call': both(
    both(at('zones.*', named), at('items.*', { 'name-at-place': ['name', 'affiliation'] })),
    {
      reader: ['items.*.says', 'groups.*.says', 'powerCuts.*.what', 'powerCuts.*.power', 'powerCuts.*.by'],
    },
  ),
  '/sites/:site/roll-call/print': { 'name-at-place': ['page'] },
  '/sites/:site/paper-log': at('items.*', {
    reader: ['contradictions.*.says', 'pass'],
    'name-at-place': ['name', 'affiliation', 'writer'],
  }),
  /** Blank but for who printed it. */
  '/sites/:site/paper-sheets/print': { name: ['page'] },
  '/sites/:site/emergency-entries': at('items.*', { reader: ['says'] }),
  '/sites/:site/persons/:person/history': namesAtPlace,
  '/sites/:site/zones/:zone/history': namesAtPlace,
  '/sites/:site/alarms': at('items.*', alarm),
  '/sites/:site/alarms/:alarm': both(
    alarm,
    at('history.*', { reader: ['says'], 'name-at-place': ['note', 'name'] }),
  ),
  '/sites/:site/gateways': at('items.*', named),
  /** Ids, numbers and codes alone. */
  '/gateway/plan': {},
  '/sites/:site/conditions': at('items.*', { 'name-at-place': ['reason', 'begunBy.id'] }),
} as const satisfies Readonly<Record<string, Fields>>;

const rows: ReadonlyMap<string, Fields> = new Map(Object.entries(fieldsTold));

/** Whether an operation that reads, by its path below /api/v1, says what its fields tell. */
export function saysWhatItTells(path: string): boolean {
  return rows.has(path);
}

/** Fields of what stands at a place of an answer. */
function at(place: string, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([told, names]) => [told, names.map((name) => `${place}.${name}`)]),
  );
}

function both(one: Fields, other: Fields): Fields {
  const parts = [...Object.entries(one), ...Object.entries(other)];
  return Object.fromEntries(
    parts.map(([told]) => [told, parts.flatMap(([sameTold, names]) => (sameTold === told ? names : []))]),
  );
}
