import { at, both, type Fields, names } from './fields.ts';

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

/** What stands where, and whose it is. */
export const ofRegisters = {
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
} as const satisfies Readonly<Record<string, Fields>>;
