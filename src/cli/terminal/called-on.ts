import type { Terminal } from './terminal.ts';

/** How the program is called again on the same data: DATA_DIR stands before it where it was named. */
export function calledOn({ env, program }: Terminal, dataDir: string): string {
  return (env.DATA_DIR ?? '') === '' ? program : `DATA_DIR=${quoted(dataDir)} ${program}`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
