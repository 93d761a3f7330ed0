import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type SourceFile = {
  /** `people/register-person.ts`, from `src`. */
  readonly file: string;
  readonly text: string;
};

/** Every file of `src`, read. */
export function sourceFiles(): readonly SourceFile[] {
  return filesOf('src');
}

/** Every TypeScript file below a folder of the checkout, read, by its path from there. */
export function filesOf(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}
