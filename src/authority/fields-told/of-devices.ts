import { at, both, type Fields, names } from './fields.ts';

const item: Fields = {
  reader: ['says', 'mediumSays', 'firm', 'item', 'maker', 'model', 'serial', 'seal'],
};

/** Pictures, devices and what is carried. */
export const ofDevices = {
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
} as const satisfies Readonly<Record<string, Fields>>;
