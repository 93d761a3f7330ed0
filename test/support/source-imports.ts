import { dirname, join, normalize } from 'node:path';
import { type SourceFile, sourceFiles } from './source-files.ts';

/** One import line of our sources. */
export type ImportLine = {
  /** `people/register-person.ts`, from `src`. */
  readonly file: string;
  /** A file from `src`, or a package as written. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
};

const importLine = /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;

/** Every import line of `src`. */
export function sourceImports(): readonly ImportLine[] {
  return importsOf(sourceFiles());
}

/** The import lines of files, with targets from where the files' own names start. */
export function importsOf(files: readonly SourceFile[]): readonly ImportLine[] {
  return files.flatMap(({ file, text }) =>
    [...text.matchAll(importLine)].map(([, type, named, bare]): ImportLine => {
      const target = named ?? bare ?? '';
      const isPackage = !target.startsWith('.');
      return {
        file,
        target: isPackage ? target : normalize(join(dirname(file), target)),
        isPackage,
        typeOnly: type !== undefined,
      };
    }),
  );
}
