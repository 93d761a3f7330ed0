import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { IANAZone } from 'luxon';
import { decodeText } from '../../kernel/decode-text.ts';
import { type BadgeFile, badgeColumns, parseBadgeReads } from '../../replay/parse-badge-reads.ts';
import { reportRecords, showReport } from '../../replay/show-report.ts';
import { readNamedFile } from '../terminal/read-named-file.ts';
import { readOptions } from '../terminal/read-options.ts';
import { BadUse, type Command, type ExitCode, Obstacle, type Terminal } from '../terminal/terminal.ts';
import { runReplay } from './run-replay.ts';

const usualTimeZone = 'Asia/Tokyo';

/** The settings of a house of one's own: what is replayed into a folder has nothing to do with it. */
const noDatabase = {
  DATABASE_URL: undefined,
  DATABASE_URL_FILE: undefined,
  BATCH_DATABASE_URL: undefined,
  BATCH_DATABASE_URL_FILE: undefined,
};

export const replay: Command = {
  name: 'replay',
  summary: {
    ja: '読取り記録の CSV を、実在の庁舎のように再生する',
    en: 'play a file of badge reads as if it were an office',
  },
  help: {
    ja: `  % replay examples/badge-reads.csv
  % replay reads.csv --json > report.jsonl
  % replay reads.csv --data-dir ./replayed && DATA_DIR=./replayed % serve

読取り記録から図面・人・カード・許可を作り、自分だけのサービスに HTTP で時刻の順に読ませ、結果と気になる点を
標準出力に書きます。時計はファイルの時刻に合わせて進みます。
ファイルは CSV で、UTF-8、UTF-16（BOM つき）又は Windows-31J。見出しに次の列があること（順は問わない。ほかの列は読まない）:
  timestamp         2026-04-06 08:30:00（秒は省ける）。その建物の時計の時刻
  type              読取りの種類。使わない
  prox-id           aoki001: 人を表す英数字（英字で終わる）と、三桁の発行番号
  floor, zone       読取りで入った階と部屋。どんな名前でもよい
読めない行は番号と理由を示し、除いて続けます。見本は examples/badge-reads.csv 。
  --data-dir <d>    データを残すフォルダ（既定: 一時的なもの。DATABASE_URL があればそこ。どちらも空のもの）
  --time-zone <z>   ファイルの時刻の地域（既定 ${usualTimeZone}）
  --json            一行に一つの JSON`,
    en: `  % replay examples/badge-reads.csv
  % replay reads.csv --json > report.jsonl
  % replay reads.csv --data-dir ./replayed && DATA_DIR=./replayed % serve

From badge reads it builds plan, persons, cards and permissions, posts the reads over HTTP in order of time to a service
of its own, and writes what came of it and what is odd. The service's clock follows the file.
The file is CSV in UTF-8, UTF-16 with a byte order mark, or Windows-31J, and its head has these columns (in any order; others are
not read):
  timestamp         2026-04-06 08:30:00 (seconds may be left out), by the building's clock
  type              what kind of read; not used
  prox-id           aoki001: letters and digits of a person (a letter last), then the three digits of the issue
  floor, zone       floor and room that the read led into, by any name
Lines that cannot be read are told by number and reason, and left out. There is an example in examples/badge-reads.csv.
  --data-dir <d>    where the data stays (else a temporary folder, or DATABASE_URL; an empty one in any case)
  --time-zone <z>   where the file's clock hangs (${usualTimeZone} unless named)
  --json            one JSON object a line`,
  },
  async run(terminal, args) {
    const { values, positionals } = readOptions(
      args,
      { 'data-dir': { type: 'string' }, 'time-zone': { type: 'string' }, json: { type: 'boolean' } },
      { least: 1, most: 1 },
    );
    const [path = ''] = positionals;
    const timeZone = values['time-zone'] ?? usualTimeZone;
    if (!IANAZone.isValidZone(timeZone)) {
      throw new BadUse({
        ja: `--time-zone は Asia/Tokyo のような地域名です: ${timeZone}`,
        en: `--time-zone is a name like Asia/Tokyo: ${timeZone}`,
      });
    }
    const file = readFile(terminal, path, timeZone);
    return inFolder(values['data-dir'], async (dataDir) => {
      const given = terminal.env.DATABASE_URL !== undefined || terminal.env.DATABASE_URL_FILE !== undefined;
      const env = {
        ...terminal.env,
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'silent', // it would go to the standard output, where the report goes; what fails ends the replay
        ...(given && values['data-dir'] === undefined ? {} : { DATA_DIR: dataDir, ...noDatabase }),
      };
      const onReport: Parameters<typeof runReplay>[1]['onReport'] = (report) => {
        const lines = values.json === true ? reportRecords(report) : showReport(report, terminal.language);
        for (const line of lines) terminal.write(line);
      };
      return runReplay({ ...terminal, env }, { file, name: basename(path), timeZone, onReport });
    });
  },
};

function readFile(terminal: Terminal, path: string, timeZone: string): BadgeFile {
  const text = decodeText(readNamedFile(terminal, path));
  if (text === undefined) {
    throw new Obstacle({
      ja: `${path} の文字を読めません。UTF-8、UTF-16（BOM つき）、Windows-31J（Shift_JIS）のどれかで保存してください（EUC-JP は Windows-31J と見分けられないため読みません）。`,
      en: `the characters of ${path} cannot be read: save it as UTF-8, UTF-16 with a byte order mark, or Windows-31J (Shift_JIS); EUC-JP is not read, since it cannot be told from Windows-31J.`,
    });
  }
  const parsed = parseBadgeReads(text, timeZone);
  if (parsed.ok) return parsed.value;
  const { line, why } = parsed.refusal;
  throw new Obstacle({
    ja: `${path} の ${line} 行目が読めません（${why}）。${badgeColumns.join(', ')} の列が必要です。`,
    en: `${path}, line ${line}: ${why}. The columns ${badgeColumns.join(', ')} are needed.`,
  });
}

/** The named folder, or one that goes when the work is over. */
async function inFolder(
  named: string | undefined,
  work: (dataDir: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (named !== undefined) return work(named);
  const dataDir = await mkdtemp(join(tmpdir(), 'sekisho-replay-'));
  try {
    // Where root runs this, the server's user has to get through to its own folder inside.
    await chmod(dataDir, 0o711);
    return await work(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
