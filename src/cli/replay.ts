import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { IANAZone } from 'luxon';
import { type BadgeFile, parseBadgeReads } from '../replay/parse-badge-reads.ts';
import { reportRecords, showReport } from '../replay/show-report.ts';
import { readOptions } from './read-options.ts';
import { runReplay } from './run-replay.ts';
import { BadUse, type Command, type ExitCode, Obstacle, type Terminal } from './terminal.ts';

const usualTimeZone = 'Asia/Tokyo';

export const replay: Command = {
  name: 'replay',
  summary: {
    ja: '読取り記録の CSV を、実在の庁舎のように再生する',
    en: 'play a file of badge reads as if it were an office',
  },
  help: {
    ja: `  % replay reads.csv
  % replay reads.csv --json > report.jsonl
  % replay reads.csv --data-dir ./replayed && DATA_DIR=./replayed % serve

timestamp, type, prox-id, floor, zone の列を持つ CSV から、図面・人・カード・許可を作り、自分だけのサービスに
HTTP で時刻の順に読ませ、結果と気になる点を標準出力に書きます。時計はファイルの時刻に合わせて進みます。
  --data-dir <d>    データを残すフォルダ（既定: 一時的なもの。DATABASE_URL があればそこ。どちらも空のもの）
  --time-zone <z>   ファイルの時刻の地域（既定 ${usualTimeZone}）
  --json            一行に一つの JSON`,
    en: `  % replay reads.csv
  % replay reads.csv --json > report.jsonl
  % replay reads.csv --data-dir ./replayed && DATA_DIR=./replayed % serve

From a CSV with the columns timestamp, type, prox-id, floor and zone it builds plan, persons, cards and permissions,
posts the reads over HTTP in order of time to a service of its own, and writes what came of it and what is odd. The
service's clock follows the file.
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
        ...(given && values['data-dir'] === undefined
          ? {}
          : { DATA_DIR: dataDir, DATABASE_URL: undefined, DATABASE_URL_FILE: undefined }),
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
  const text = attemptRead(terminal, path);
  const parsed = parseBadgeReads(text, timeZone);
  if (parsed.ok) return parsed.value;
  const { line, why } = parsed.refusal;
  throw new Obstacle({
    ja: `${path} の ${line} 行目が読めません（${why}）。timestamp, type, prox-id, floor, zone の列が必要です。`,
    en: `${path}, line ${line}: ${why}. The columns timestamp, type, prox-id, floor and zone are needed.`,
  });
}

function attemptRead({ readText }: Terminal, path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Obstacle({ ja: `${path} を読めません（${why}）。`, en: `cannot read ${path} (${why}).` });
  }
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
