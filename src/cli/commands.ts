import { gaps } from './commands/gaps.ts';
import { init } from './commands/init.ts';
import { migrate } from './commands/migrate.ts';
import { months, monthsDetach, monthsDrop } from './commands/months.ts';
import { networks } from './commands/networks.ts';
import { records } from './commands/records.ts';
import { replay } from './commands/replay.ts';
import { retain } from './commands/retain.ts';
import { retainDecide } from './commands/retain-decide.ts';
import { retainEarly } from './commands/retain-early.ts';
import { retainExtend } from './commands/retain-extend.ts';
import { roleEnd } from './commands/role-end.ts';
import { roleGive } from './commands/role-give.ts';
import { roleList } from './commands/role-list.ts';
import { serve } from './commands/serve.ts';
import { signInReopen } from './commands/sign-in-reopen.ts';
import { simulate } from './commands/simulate.ts';
import { tokenCreate } from './commands/token-create.ts';
import { tokenList } from './commands/token-list.ts';
import { tokenRevoke } from './commands/token-revoke.ts';
import { watch } from './commands/watch.ts';
import { whatIf } from './commands/what-if.ts';
import type { Command } from './terminal/terminal.ts';

/** Every subcommand, in the order `--help` shows them. */
export const commands: readonly Command[] = [
  serve,
  watch,
  simulate,
  migrate,
  init,
  tokenCreate,
  tokenList,
  tokenRevoke,
  roleGive,
  roleList,
  roleEnd,
  networks,
  signInReopen,
  retain,
  retainDecide,
  retainExtend,
  retainEarly,
  months,
  monthsDetach,
  monthsDrop,
  replay,
  whatIf,
  gaps,
  records,
];
