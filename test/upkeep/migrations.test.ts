import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import frozen from './migrations.json' with { type: 'json' };

const pinned: Readonly<Record<string, string>> = frozen;
const files = readdirSync('migrations')
  .filter((name) => name.endsWith('.sql'))
  .toSorted();

describe('migrations', () => {
  it('never change once frozen by `npm run freeze-migrations`', () => {
    const digests = files
      .filter((name) => name in pinned)
      .map((name) => {
        return [
          name,
          createHash('sha256')
            .update(readFileSync(`migrations/${name}`))
            .digest('hex'),
        ];
      });
    expect(Object.fromEntries(digests)).toEqual(pinned);
  });

  it('are numbered without a gap and say in their first line why they are there', () => {
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index));
    for (const name of files) {
      expect(readFileSync(`migrations/${name}`, 'utf8').split('\n')[0], name).toMatch(/^-- ./);
    }
  });

  it('stand in the journal, in order', () => {
    const journal: { readonly entries: readonly { readonly tag: string }[] } = JSON.parse(
      readFileSync('migrations/meta/_journal.json', 'utf8'),
    );
    expect(journal.entries.map(({ tag }) => `${tag}.sql`)).toEqual(files);
  });
});
