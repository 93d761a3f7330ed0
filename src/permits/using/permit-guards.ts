import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/perform-act.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { PermitRow } from '../registry/permit-rows.ts';

/** Why what a permit allows cannot begin now by the hand of whoever begins it, although its dates would let it; nothing where it can. */
export type StartGuard = (tx: ActTx, permit: PermitRow, by: Principal) => Promise<Refusal | undefined>;

/** What each kind looks at before it is begun. The rooms of the kinds bring it. */
export type PermitGuards = Readonly<Record<PermitKind, { readonly start: StartGuard }>>;
