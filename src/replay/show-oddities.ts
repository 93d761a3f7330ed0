import type { Oddities, Spread } from './find-oddities.ts';

type Say = (ja: string, en: string) => string;

export function showOddities(oddities: Oddities, say: Say): readonly string[] {
  const { nightReads, weekendReads, daysEndedInside, repeatedLines } = oddities;
  return [
    ...part(
      say('止めたカードの使用', 'cards used after their stop'),
      oddities.stoppedCards.map(
        ({ card, replacedBy, reads, denied, days, from, until, highClassZones }) =>
          `${card} (→ ${replacedBy}): ${reads} reads, ${denied} denied, ${days} days, ${from} – ${until}${highClassZones.length === 0 ? '' : `; ${highClassZones.join('; ')}`}`,
      ),
    ),
    ...part(
      say('一人の二枚のカードが交互に', 'two cards of one person in turns'),
      oddities.twoCardsInTurns.map(
        ({ person, day, cards, turns }) => `${person} ${day}: ${cards.join(', ')} (${turns})`,
      ),
    ),
    ...part(
      say('複数のカードを持つ人', 'persons with several cards'),
      oddities.severalCards.flatMap(({ person, cards }) => [
        person,
        ...cards.map(
          ({ card, from, until, reads, days }) =>
            `  ${card}: ${reads} reads, ${days} days, ${from} – ${until}`,
        ),
      ]),
    ),
    ...part(
      say('扉のない移動', 'moves that no door explains'),
      oddities.jumps.map(({ from, to, times, cards }) => `${from} → ${to}: ${times} (${cards.join(', ')})`),
    ),
    ...part(
      say('出ないまま再び入った', 'in again without going out'),
      oddities.again.map(({ zone, times }) => `${zone}: ${times}`),
    ),
    ...part(
      say('クラス3の区域に来た人', 'visitors of class 3'),
      oddities.class3Visitors.map(
        ({ card, zone, granted, denied }) => `${card} ${zone}: ${granted} granted, ${denied} denied`,
      ),
    ),
    ...part(
      say('一度しか使われない区域', 'zones used once'),
      oddities.singleUseZones.map(({ zone, card, at }) => `${zone}: ${card}, ${at}`),
    ),
    `${say('夜の読取り（22時–6時）', 'reads at night (22–06)')}: ${spread(nightReads)}`,
    `${say('週末の読取り', 'reads at weekends')}: ${spread(weekendReads)}`,
    `${say('出入口以外で終わった日', 'card-days that end away from an entrance')}: ${daysEndedInside}`,
    ...part(
      say('前の行と同じことを言う行', 'lines that repeat another'),
      repeatedLines.map((line) => `line ${line}`),
    ),
  ];
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return [`${title}: ${lines.length === 0 ? '0' : ''}`.trimEnd(), ...lines.map((line) => `  ${line}`)];
}

function spread({ reads, persons, days }: Spread): string {
  return `${reads} (persons ${persons}, days ${days})`;
}
