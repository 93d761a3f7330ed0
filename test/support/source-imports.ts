import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** One import line of a TypeScript file. */
export type ImportLine = {
  /** `people/register-person.ts`, from the folder that was read. */
  readonly file: string;
  /** A file from the same folder, or a package as written. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
};

const importLine = /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;

/** Every import line of `src`. */
export function sourceImports(): readonly ImportLine[] {
  return importLinesOf('src');
}

/** Every import line of the files below a folder of the checkout. */
export function importLinesOf(folder: string): readonly ImportLine[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(importLine)].map(
      ([, type, named, bare]): ImportLine => {
        const target = named ?? bare ?? '';
        const isPackage = !target.startsWith('.');
        return {
          file,
          target: isPackage ? target : normalize(join(dirname(file), target)),
          isPackage,
          typeOnly: type !== undefined,
        };
      },
    ),
  );
}
