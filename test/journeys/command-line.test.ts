import { access } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/built-program.ts';
import { aDataFolder, type Folder } from '../support/folder.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await aDataFolder();
});
afterAll(() => folder.remove());

describe('what stands in the way is said in one line, without a stack', () => {
  let taken: Server;
  let port: string;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    port = String(Object(taken.address()).port);
  });
  afterAll(() => taken.close());

  it('a port in use', async () => {
    const { code, err } = await runProgram(['serve'], {
      DATA_DIR: join(folder.path, 'port'),
      PORT: port,
      HOST: '127.0.0.1',
    });
    expect(code).toBe(1);
    expect(err).toContain(`port ${port} is in use`);
    expect(err).not.toContain('demo office'); // whose tokens would be shown to nobody
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('a database that cannot be reached, without its password', async () => {
    const { code, err } = await runProgram(['serve'], {
      DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/sekisho',
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^the database cannot be reached .*\n$/);
    expect(err).not.toContain('hunter2');
  });

  it.each([
    ['token', 'create', '--machine', 'roster-import'],
    ['role', 'list'],
  ])('no database in the folder, which stays as it was: %s %s', async (...args) => {
    const settings = { DATA_DIR: join(folder.path, 'elsewhere') };
    const { code, out, err } = await runProgram(args, settings);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `no database in ${settings.DATA_DIR}: run npm start there, or name DATA_DIR or DATABASE_URL.\n`,
    );
    await expect(access(settings.DATA_DIR)).rejects.toThrow('ENOENT');
  });

  it('settings that are wrong, every one of them', async () => {
    const { code, err } = await runProgram(['serve'], { PORT: '99999', LOG_LEVEL: 'loud', HOST: '0.0.0.0' });
    expect(code).toBe(1);
    expect(err).toMatch(/PORT=99999: .*\n?/);
    for (const variable of ['PORT', 'LOG_LEVEL', 'HOST']) expect(err).toContain(`${variable}=`);
  });
});

describe('the command line', () => {
  it('shows help within 24 lines, examples first, in the language of the terminal', async () => {
    const { code, out } = await runProgram(['--help'], {});
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    expect(out.split('\n')[0]).toContain('serve');
    expect((await runProgram(['--help'], { LANG: 'ja_JP.UTF-8' })).out).toContain('府省庁');
  });

  it('ends with 2 on bad use and says where to look', async () => {
    expect(await runProgram(['open-sesame'], {})).toMatchObject({ code: 2, out: '' });
    const { code, err } = await runProgram(['token', 'create', '--person'], {});
    expect(code).toBe(2);
    expect(err).toContain('token create --help');
  });
});
