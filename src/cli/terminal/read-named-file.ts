import { Obstacle, type Terminal } from './terminal.ts';

/** What a file holds that whoever typed the command named. */
export function readNamedFile({ readBytes }: Pick<Terminal, 'readBytes'>, path: string): Uint8Array {
  try {
    return readBytes(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Obstacle({ ja: `${path} を読めません（${why}）。`, en: `cannot read ${path} (${why}).` });
  }
}
