import { at, both, type Fields, names } from './fields.ts';

const permission: Fields = {
  reader: ['purpose', 'reason'],
  examination: ['outsider.identity.how', 'outsider.review.content'],
};

const ruleTold: Fields = {
  reader: [
    'rule.text.title',
    'rule.text.edition',
    'quoted.title',
    'quoted.edition',
    'quoted.texts.*.says',
    'quoted.texts.*.title',
    'quoted.texts.*.document',
    'quoted.texts.*.version',
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

/** Permissions, permits, and what is done under them. */
export const ofPermits = {
  '/sites/:site/permissions': both(at('items.*', permission), names),
  '/sites/:site/permissions/:permission': both(both(permission, at('history.*', permission)), names),
  '/safety-texts': both(at('items.*', { reader: ['title', 'document', 'version', 'says'] }), names),
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
  '/sites/:site/works/:permit/occurrences': {
    reader: ['items.*.round.*.says'],
    'name-at-place': ['items.*.result'],
  },
} as const satisfies Readonly<Record<string, Fields>>;
