import { describe, expect, it } from 'vitest';
import { cardChanges, holdersOf } from '../../../src/replay/issued-card.ts';
import { badgeFile } from '../../support/badge-file.ts';

/** Days on which a card is read, as `card@day`, `card@day/hour`. */
function changesOf(...uses: readonly string[]) {
  const lines = uses.map((use) => {
    const [, card, day, hour = '08'] = /^(\w+)@(\d+)(?:\/(\d+))?$/.exec(use) ?? [];
    return `2026-04-${day} ${hour}:00:00 ${card} 1 Hall`;
  });
  return cardChanges(holdersOf(badgeFile(lines).reads)).map(
    ({ kind, old, card }) => `${kind} ${old} ${card}`,
  );
}

describe('a further card of a person', () => {
  it('takes the place of the one before', () => {
    expect(changesOf('aoki001@06', 'aoki002@07', 'aoki002@08')).toEqual(['reissue aoki001 aoki002']);
  });

  it('takes its place also where the old one is read again later: that is the oddity', () => {
    expect(changesOf('aoki001@06', 'aoki002@07', 'aoki002@08', 'aoki001@09')).toEqual([
      'reissue aoki001 aoki002',
    ]);
  });

  it('is a card for a day where it is read on one day only and the old one again after it', () => {
    expect(changesOf('aoki001@06', 'aoki002@07', 'aoki001@08')).toEqual(['lend aoki001 aoki002']);
    expect(changesOf('aoki001@06/08', 'aoki002@06/09', 'aoki001@06/10')).toEqual(['lend aoki001 aoki002']);
  });

  it('is no card for a day where the old one is never read again', () => {
    expect(changesOf('aoki001@06', 'aoki002@07', 'aoki003@08', 'aoki004@09', 'aoki004@10')).toEqual([
      'reissue aoki001 aoki002',
      'reissue aoki002 aoki003',
      'reissue aoki003 aoki004',
    ]);
  });

  it('goes back to the standing card after a card for a day', () => {
    expect(changesOf('aoki001@06', 'aoki002@07', 'aoki001@08', 'aoki003@09', 'aoki003@10')).toEqual([
      'lend aoki001 aoki002',
      'reissue aoki001 aoki003',
    ]);
  });

  it('of an older issue is dead when it first appears', () => {
    expect(changesOf('aoki002@06', 'aoki001@07', 'aoki002@08')).toEqual(['superseded aoki002 aoki001']);
  });

  it('belongs to the person whose name stands before its number, and to nobody else', () => {
    expect(changesOf('aoki001@06', 'baba002@06', 'aoki001@07')).toEqual([]);
  });
});
