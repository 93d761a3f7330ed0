import type { ReceivedEvent } from '../../gateways/receive-events.ts';
import type { KnownRules } from '../../zones/rules/load-site-rules.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import type { Stamp } from './judge-stamp.ts';

/** When a late card read was made, and what this service knew then: the last seqs of both logs, and the rules of the site. */
export type LateGround = { readonly stamp: Stamp; readonly then: KnownRules; readonly rules: SiteRules };

/** By event. A read that is not here cannot be judged: the rules of its moment could not be made. */
export type LateGrounds = ReadonlyMap<ReceivedEvent, LateGround>;
