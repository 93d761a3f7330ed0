import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type SourceFile = {
  /** `people/register-person.ts`, from `src`. */
  readonly file: string;
  readonly text: string;
};

/** Every file of `src`, read. */
export function sourceFiles(): readonly SourceFile[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));
}
