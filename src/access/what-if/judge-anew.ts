import type { RecordedDecision } from '../../log/entry/entry.ts';
import { gatherPassageFacts, type ReadToDecide } from '../batch/answer/reads/gather-passage-facts.ts';
import { decidePassage } from '../decide/decide-passage.ts';
import type { Decision } from '../decide/decision.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import type { SiteState } from '../state/site-state.ts';
import type { ReadThen } from './read-then.ts';
import { type Untold, untold, worldsOf } from './worlds.ts';

/** Why nothing is said of a read. */
export const whyNotJudged = {
  late: '装置だけで判定し、後から届いた読取り',
  'other-package': '別の規程集で判定されていた',
  'rules-gone': 'そのときの図面に読取装置が見つからない',
  'not-derived': '記録から同じ判定を導けない',
  'reader-not-in-plan': '試す図面に読取装置がない',
  escort: `${untold.escort}が記録からは分からない`,
  work: `${untold.work}が記録からは分からない`,
  company: `${untold.company}が記録からは分からない`,
} as const satisfies Record<string, string> & Record<Untold, string>;

export type WhyNotJudged = keyof typeof whyNotJudged;

export type JudgedAnew =
  | { readonly kind: 'judged'; readonly decision: Decision }
  | { readonly kind: 'not-judged'; readonly why: WhyNotJudged };

/**
 * Decides a read of the log by tried rules, with the facts of its moment. Only what the record bears out counts: by the rules that stood
 * the same facts must give the recorded verdict and reasons, and where no entry tells a fact, every way it may have been must give one
 * answer. `state` is the site's before the read.
 */
export function judgeAnew(read: ReadThen, state: SiteState, stood: SiteRules, tried: SiteRules): JudgedAnew {
  const before = factsBy(read, state, stood);
  if (before === undefined) return notJudged('rules-gone');
  const after = factsBy(read, state, tried);
  if (after === undefined) return notJudged('reader-not-in-plan');
  const borneOut = worldsOf([before, after], read).filter(({ apply }) =>
    isRecorded(decidePassage(apply(before)), read.recorded),
  );
  const [first, ...others] = borneOut;
  if (first === undefined) return notJudged('not-derived');
  const decision = decidePassage(first.apply(after));
  const other = others.find(({ apply }) => decidePassage(apply(after)).verdict !== decision.verdict);
  if (other === undefined) return { kind: 'judged', decision };
  return notJudged(other.of[0] ?? 'not-derived');
}

function notJudged(why: WhyNotJudged): JudgedAnew {
  return { kind: 'not-judged', why };
}

function factsBy({ at, readerId, known, recorded }: ReadThen, state: SiteState, rules: SiteRules) {
  const way = rules.wayOf(readerId)?.way;
  if (way === undefined) return undefined;
  const said = new Set(recorded.reasons.map(({ code }) => code));
  const read: ReadToDecide = {
    at,
    live: true,
    tooOld: said.has('too-old-to-open'),
    way,
    readable: !said.has('bad-read'),
    known: { rules, rulesUsed: recorded.rules, reader: known },
    state,
    together: [],
    company: nobody,
    companions: noCompanions,
    joining: nobodyJoins,
  };
  return gatherPassageFacts(read);
}

const nobody: ReadonlySet<string> = new Set();
const noCompanions: ReadToDecide['companions'] = new Map();
const nobodyJoins: ReadToDecide['joining'] = new Map();

/** Whether a decision says what was recorded: the verdict, and for which reasons. */
function isRecorded(decision: Decision, recorded: RecordedDecision): boolean {
  if (decision.verdict !== recorded.verdict) return false;
  const codes = new Set<string>(decision.reasons.map(({ code }) => code));
  return (
    recorded.reasons.every(({ code }) => codes.has(code)) &&
    codes.size === new Set(recorded.reasons.map(({ code }) => code)).size
  );
}
