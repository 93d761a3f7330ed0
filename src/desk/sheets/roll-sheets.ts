import { groupBy } from '../../kernel/group-by.ts';
import { correctionBody } from '../../visitors/corrections/correction-body.ts';
import type { Corrections } from '../../visitors/corrections/load-corrections.ts';
import { shownGroup } from '../groups/group-body.ts';
import type { ListedGroup } from '../groups/list-groups.ts';
import { certaintyWords } from '../roll-call/certainty-words.ts';
import type { NamedRollLine, RollCall } from '../roll-call/list-roll-call.ts';
import { correctionNote } from './correction-note.ts';
import type { SheetGround } from './load-sheet-ground.ts';
import type { SheetRow } from './paginate.ts';
import { columnsOf, type Sheet } from './sheet-page.ts';

/** What a roll is called from on paper: the lines of all, and what was put right of the visitors among them. */
export type PrintedRoll = Pick<RollCall, 'items' | 'groups' | 'emergency'> & {
  readonly corrections: Corrections;
};

const columns = columnsOf(
  [
    { title: '□', width: 3 },
    { title: '氏名', width: 16 },
    { title: '所属', width: 16 },
    { title: '区分', width: 8 },
    { title: '通行証', width: 8 },
    { title: '確からしさ', width: 12 },
    { title: '最後に分かった時刻・区域', width: 14 },
  ],
  '確かめた者・時刻',
);

/**
 * 点呼簿: everyone to be accounted for, a sheet a zone, each line with a box to tick, so that a zone's sheet goes with whoever calls its roll.
 * Those of unknown place come first; crews and others whom nobody reads stand where they are, by number.
 */
export function rollSheets(
  roll: PrintedRoll,
  { signs, words, today }: Pick<SheetGround, 'signs' | 'words' | 'today'>,
): readonly Sheet[] {
  const { items, emergency } = roll;
  const since = emergency === undefined ? '' : `　緊急事態 ${words.time(emergency.since, today)} から`;
  const called = (zone: string) => signs.get(zone) ?? zone;
  const lineOf = (line: NamedRollLine): SheetRow => ({
    cells: [
      '□',
      line.name ?? '（氏名なし）',
      line.affiliation ?? '',
      kindOf(line.kind),
      line.pass ?? '',
      certaintyWords[line.certainty],
      [
        ...(line.since === null ? [] : [words.time(line.since, today)]),
        ...(line.lastZone === null ? [] : [called(line.lastZone)]),
      ].join('\n'),
    ],
    notes: notesOf(line, roll.corrections, words),
  });
  const sheetOf = (place: string, lines: readonly NamedRollLine[], groups: readonly ListedGroup[]): Sheet => {
    const counted = groups.reduce((sum, { persons }) => sum + persons, lines.length);
    return {
      title: '点呼簿',
      of: `${place}　${counted}名${since}`,
      columns,
      rows: [...lines.map(lineOf), ...groups.map((group) => crewOf(group, words, today))],
      empty: '点呼する人はいません。',
    };
  };
  const byZone = groupBy(items, ({ zone }) => zone);
  const crews = groupBy(
    roll.groups.filter(({ zoneId }) => zoneId !== null),
    ({ zoneId }) => zoneId,
  );
  const zones = [...new Set([...byZone.keys(), ...crews.keys()])].filter((zone) => zone !== null).toSorted();
  const unknown = byZone.get(null) ?? [];
  const sheets = [
    ...(unknown.length === 0 ? [] : [sheetOf('所在不明', unknown, [])]),
    ...zones.map((zone) => sheetOf(called(zone), byZone.get(zone) ?? [], crews.get(zone) ?? [])),
  ];
  return sheets.length === 0 ? [sheetOf('全区域', [], [])] : sheets;
}

/** A name is called as it was written first, too: somebody may answer to it. What else was put right is the desk's. */
function notesOf(
  { person, name }: NamedRollLine,
  corrections: Corrections,
  words: SheetGround['words'],
): readonly string[] {
  return (corrections.get(person) ?? [])
    .filter(({ what }) => what === 'name')
    .map((made) => correctionNote(correctionBody(made, name !== null), words));
}

function crewOf(group: ListedGroup, words: SheetGround['words'], today: string): SheetRow {
  const { says, persons } = shownGroup(group);
  return {
    cells: ['□', `${says} ${persons}名`, '', '人数', '', '', words.time(group.since, today)],
    notes: [],
  };
}

/** 職員, a visitor, or another who is not of the ministry (府省庁外の者). */
function kindOf(kind: string | null): string {
  if (kind === null) return '登録なし';
  return kind === 'staff' ? '職員' : kind === 'visitor' ? '訪問者' : '府省庁外の者';
}
