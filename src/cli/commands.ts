import { gaps } from './gaps.ts';
import { init } from './init.ts';
import { migrate } from './migrate.ts';
import { months, monthsDetach, monthsDrop } from './months.ts';
import { networks } from './networks.ts';
import { records } from './records.ts';
import { replay } from './replay.ts';
import { retain } from './retain.ts';
import { retainDecide } from './retain-decide.ts';
import { retainEarly } from './retain-early.ts';
import { retainExtend } from './retain-extend.ts';
import { roleEnd } from './role-end.ts';
import { roleGive } from './role-give.ts';
import { roleList } from './role-list.ts';
import { serve } from './serve.ts';
import { signInReopen } from './sign-in-reopen.ts';
import { simulate } from './simulate.ts';
import type { Command } from './terminal.ts';
import { tokenCreate } from './token-create.ts';
import { tokenList } from './token-list.ts';
import { tokenRevoke } from './token-revoke.ts';
import { watch } from './watch.ts';
import { whatIf } from './what-if.ts';

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
