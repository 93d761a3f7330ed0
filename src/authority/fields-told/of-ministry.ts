import { at, both, type Fields, named, names } from './fields.ts';

const person: Fields = {
  person: ['name', 'nameKana', 'affiliation', 'employeeNumber', 'extension'],
  personnel: ['stateReason'],
};

const card: Fields = { reader: ['stateReason'], 'card-number': ['number'] };

const contract: Fields = { reader: ['company', 'purpose', 'endReason'] };

const determination: Fields = {
  reader: [
    'text.title',
    'text.edition',
    'words',
    'basis',
    'clauses.*.words',
    'heldBy.body',
    'heldBy.document',
  ],
  person: ['heldBy.confirmedBy'],
};

const determinationChange: Fields = { reader: ['change.end.reason', 'change.adoption.basis'] };

/** What is of the ministry: its bodies, rules, persons, cards and rights. */
export const ofMinistry = {
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
  '/role-assignments': both(at('items.*', { reader: ['duty'] }), names),
  '/sites/:site/role-holders': both(at('items.*', { reader: ['duty', 'deputies.*.title'] }), names),
  '/rights-findings': both(at('items.*', { reader: ['says'] }), names),
  '/rights-findings/csv': { reader: ['page'] },
  '/roster-transfers': {},
  '/roster-transfers/:proposal': {
    person: ['joins.*', 'changes.*', 'leaves.*']
      .flatMap((at) => [`${at}.name`, `${at}.employeeNumber`])
      .concat('changes.*.newName'),
  },
  '/rights-reviews': {},
  '/rights-reviews/:quarter': both(at('items.*', { reader: ['says'] }), names),
  '/rights-reviews/:quarter/csv': { reader: ['page'] },
  '/tokens': names,
  '/access-settings': {
    reader: [
      ...['adminNetworks.reason', 'elevation.reason', 'travelTimes.reason'],
      ...['passwordRotation.reason', 'passwordReset.reason', 'recordGrade.reason'],
    ],
  },
  '/considered-clauses': both(
    at('items.*', {
      reader: [
        'subject',
        'offers',
        'decisions.*.says',
        'decisions.*.reason',
        'setting.says',
        'setting.reason',
      ],
    }),
    names,
  ),
  '/considered-clauses/csv': { reader: ['page'] },
  '/own/sessions': {},
  '/own/passkeys': {},
  '/own/second-factors': {},
  '/own/provider-links': {},
  '/sign-in-accounts': names,
  '/sign-in-accounts/:account/slip': { name: ['page'] },
  '/sign-in-applications': both(at('items.*', { reader: ['groundSays', 'stateSays'] }), names),
  '/account-deletions': at('items.*', { reader: ['reason'] }),
  '/factor-removals': at('items.*', { reader: ['reason'] }),
  '/password-changes': both(at('items.*', { reader: ['says', 'organisation'] }), names),
  '/password-changes/csv': { reader: ['page'] },
  '/sites/:site/seal-proposals': at('items.*', { reader: ['reason'] }),
  '/sites/:site/consoles/unheld': at('items.*', named),
  '/sites/:site/consoles': at('items.*', { ...named, reader: ['place'] }),
} as const satisfies Readonly<Record<string, Fields>>;
