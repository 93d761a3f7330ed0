import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, format, parse } from 'node:path';
import type { Check } from '../../db/judge-readiness.ts';
import type { HighWater, HighWaterStore } from '../../log/watching/build-log-watch.ts';
import { formatCursor, type LogCursor, parseCursor } from '../../log/watching/log-cursor.ts';

/** Keeps how far the logs have come in a file of this service. */
export type HighWaterFile = HighWaterStore & {
  /** Whether the last attempt to keep it succeeded. */
  readonly check: () => Check;
};

/**
 * A file of each database, named after it beside `path`: several services may be given one path. It is there as a whole or not at
 * all, whatever happens while it is written, and durable once it was. Where it cannot be
 * read or written the service runs on: it says so once, and in its readiness, until it can again.
 */
export function highWaterFile(path: string, onTrouble: (words: string) => void): HighWaterFile {
  let trouble: string | undefined;

  function tell(why: string | undefined): void {
    if (why !== undefined && trouble === undefined) {
      onTrouble(`how far the logs have come cannot be kept in ${path}: ${why}`);
    }
    trouble = why;
  }

  return {
    async read(database) {
      // Under the bare name, programs before kept one database's.
      const text = (await readText(fileOf(path, database), onTrouble)) ?? (await readText(path, onTrouble));
      if (text === undefined) return new Map();
      const found = parseHighWater(text);
      if (found === undefined)
        onTrouble(`${path} does not say how far the logs have come; it is written anew`);
      return found ?? new Map();
    },
    async write(database, highWater) {
      try {
        await replaceFile(fileOf(path, database), textOf(highWater));
        tell(undefined);
      } catch (error) {
        tell(String(error));
      }
    },
    check: () =>
      trouble === undefined
        ? {
            name: 'high-water',
            state: 'ok',
            says: '記録がどこまで進んだかを、データベースの外に控えています。',
          }
        : {
            name: 'high-water',
            state: 'warning',
            says: `記録がどこまで進んだかを ${path} に控えられません。止めている間にデータベースが前の時点に戻されても、始めたときに気付けません。`,
          },
  };
}

function fileOf(path: string, database: string): string {
  const { dir, name, ext } = parse(path);
  return format({ dir, name: `${name}-${database}`, ext });
}

async function readText(file: string, onTrouble: (words: string) => void): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) onTrouble(`${file} cannot be read: ${String(error)}`);
    return undefined;
  }
}

function textOf(highWater: HighWater): string {
  const logs = Object.fromEntries([...highWater].map(([siteId, cursor]) => [siteId, formatCursor(cursor)]));
  return `${JSON.stringify({ logs }, undefined, 2)}\n`;
}

/** Undefined for what is not such a file. */
function parseHighWater(text: string): HighWater | undefined {
  try {
    const { logs } = JSON.parse(text) as { readonly logs: Readonly<Record<string, unknown>> };
    const cursors = Object.entries(logs).map(
      ([siteId, cursor]) => [siteId, parseCursor(String(cursor))] as const,
    );
    const isRead = (one: readonly [string, LogCursor | undefined]): one is readonly [string, LogCursor] =>
      one[1] !== undefined;
    return cursors.every(isRead) ? new Map(cursors) : undefined;
  } catch {
    return undefined;
  }
}

/** Nobody else writes the draft: a service has one such file of its database. */
async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const draft = `${path}.new`;
  await mkdir(folder, { recursive: true });
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(folder);
}

/** Makes the rename itself survive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
