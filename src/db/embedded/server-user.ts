import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The user PostgreSQL runs as; `undefined` stands for whoever runs this process. */
export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root: then `postgres` runs it, else `nobody`. */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // no such user here: try the next
    }
  }
  throw new Error(
    'PostgreSQL cannot run as root, and neither user postgres nor nobody exists: set DATABASE_URL',
  );
}

/** What `spawn` needs to run something as that user. */
export function identityOf(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

/** Whether a command succeeds as that user. The kernel is asked, so modes, groups and ACLs all count. */
export async function succeeds(
  user: ServerUser | undefined,
  command: string,
  args: readonly string[],
): Promise<boolean> {
  try {
    await run(command, [...args], { ...identityOf(user), cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
