import { verdicts as said } from '../access/decide/verdicts.ts';
import { padToWidth } from '../kernel/text-width.ts';
import type { FoundZone } from './classify-zones.ts';
import { occupancyTable } from './occupancy-table.ts';
import type { ReplayReport, Tally } from './replay-report.ts';
import { showOddities } from './show-oddities.ts';

/** The report for a program: one JSON object a line. */
export function reportRecords(report: ReplayReport): readonly string[] {
  const { oddities, occupancy, ...rest } = report;
  return [
    ...Object.entries(rest).map(([section, found]) => JSON.stringify({ section, found })),
    ...occupancy.map(({ zone, hours }) =>
      JSON.stringify({ section: 'occupancy', zone, hours: hours.map((mean) => Number(mean.toFixed(2))) }),
    ),
    ...Object.entries(oddities).map(([oddity, found]) =>
      JSON.stringify({ section: 'oddities', oddity, found }),
    ),
  ];
}

/** The report for a reader. */
export function showReport(report: ReplayReport, language: 'ja' | 'en'): readonly string[] {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const { file, building, changes, verdicts, record, occupancy, oddities } = report;
  const title = (ja: string, en: string) => ['', `## ${say(ja, en)}`, ''];
  return [
    ...title('ファイル', 'File'),
    `${say('読取り', 'reads')}: ${file.played} / ${file.reads}`,
    `${say('期間', 'period')}: ${file.from} – ${file.until} (${file.days} ${say('日', 'days')})`,
    `${say('カード', 'cards')}: ${file.cards}  ${say('人', 'persons')}: ${file.persons}`,
    `${say('読めない行', 'bad lines')}: ${file.badLines.length}`,
    ...file.badLines.slice(0, 20).map(({ line, why }) => `  ${line}: ${why}`),
    ...title('庁舎', 'Building'),
    `${say('区域', 'zones')}: ${building.zones.length}  ${say('扉', 'doors')}: ${building.doors}  ${say('読取機', 'readers')}: ${building.readers}`,
    ...building.zones.map(zoneLine),
    ...title('カードの交替', 'Changes of cards'),
    ...changes.map(({ at, kind, card, old }) => `${at}  ${kind}  ${old} → ${card}`),
    ...title('判定', 'Decisions'),
    `${said.grant[language]}: ${verdicts.granted}  ${said.deny[language]}: ${verdicts.denied}`,
    ...tallyLines(verdicts.reasons),
    ...title('サービスの記録', 'What the service recorded'),
    `${said.grant[language]}: ${record.granted}  ${said.deny[language]}: ${record.denied}  ${say('記録', 'entries')}: ${record.entries}`,
    `${say('注記', 'notes')}:`,
    ...tallyLines(record.notes),
    `${say('警報', 'alarms')}:`,
    ...tallyLines(record.alarms),
    ...title('平日の時間ごとの在室者数（平均）', 'Mean number of persons by hour, working days'),
    ...occupancyTable(occupancy),
    ...title('気になる点', 'Oddities'),
    ...showOddities(oddities, say),
  ];
}

function zoneLine({ name, id, class: zoneClass, reads, persons }: FoundZone): string {
  return `  ${padToWidth(name, 16)} ${id.padEnd(16)} class ${zoneClass}  reads ${String(reads).padStart(6)}  persons ${String(persons).padStart(4)}`;
}

function tallyLines(tally: Tally): readonly string[] {
  return tally.map(([code, times]) => `  ${code.padEnd(28)} ${String(times).padStart(6)}`);
}
