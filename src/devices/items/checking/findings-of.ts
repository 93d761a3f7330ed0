import type { FindingKind } from '../registry/finding-kinds.ts';
import type { CheckedItem } from './judge-item-check.ts';

/** Something that is not registered and that somebody carries, in words. */
export type UnregisteredThing = { readonly words: string; readonly count: number };

/** Something for the guard to see to. */
export type Finding = {
  readonly kind: FindingKind;
  readonly item: string | null;
  readonly words: string | null;
  readonly quantity: number;
  readonly zone: string | null;
};

/**
 * What a look leaves for the guard to see to: what leaves a zone without leave, or with a broken seal, what its permit was given on
 * and is not so, and what nobody registered. It holds
 * nobody up. What is brought in without leave stays outside, so that there is nothing to see to.
 */
export function findingsOf(
  checked: readonly CheckedItem[],
  unregistered: readonly UnregisteredThing[],
  to: string | null,
): readonly Finding[] {
  const leaving = to === null ? unregistered : [];
  return [
    ...checked.flatMap(({ item, from, extra, because, sealBroken, unmet }) => {
      const kind: FindingKind = because === 'not-erased' ? because : 'left-without-permit';
      const broken: FindingKind = 'seal-broken';
      const failed: FindingKind = 'condition-not-met';
      return [
        ...(from !== null && extra > 0 ? [{ kind, quantity: extra, words: null, zone: from }] : []),
        ...(sealBroken ? [{ kind: broken, quantity: 1, words: null, zone: from }] : []),
        ...(unmet.length > 0
          ? [{ kind: failed, quantity: 1, words: unmet.join('、'), zone: from ?? to }]
          : []),
      ].map((found) => ({ ...found, item }));
    }),
    ...leaving.map(({ words, count }) => ({
      kind: 'unregistered' as const,
      item: null,
      words,
      quantity: count,
      zone: null,
    })),
  ];
}
