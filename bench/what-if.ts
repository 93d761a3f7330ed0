import { emptySite } from '../src/access/state/site-state.ts';
import { judgeAnew } from '../src/access/what-if/judge-anew.ts';
import { buildTrialReport } from '../src/access/what-if/trial-report.ts';
import { aPlan } from '../test/support/a-plan.ts';
import { anOrganisation } from '../test/support/a-ruled-zone.ts';
import { aReaderThen, aReadThen, bothSides, standingRules } from '../test/support/a-trial.ts';
import { everythingDetermined } from './determined.ts';

const persons = 5_000;

/** The loop of a what-if by itself: reads of the log decided by both rules and added up, a zone raised from class 2 to 3. */
export function measureWhatIf(passages: number) {
  const plan = aPlan();
  const zones = plan.zones.map((zone) => (zone.id === 'office' ? { ...zone, class: 3 } : zone));
  const standing = standingRules(everythingDetermined(anOrganisation), plan);
  const [stood, tried] = bothSides(standing, { plan: { ...plan, zones } });
  const known = aReaderThen('staff', true);
  const reads = Array.from({ length: persons }, (_, index) =>
    aReadThen({ person: `person-${index}`, known }),
  );
  const place = { door: 'hall-office', from: 'hall', to: 'office' };
  const tally = buildTrialReport();
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  const cpu = process.cpuUsage();
  for (let count = 0; count < passages; count += 1) {
    const read = reads[count % persons];
    if (read !== undefined) tally.add(read, place, judgeAnew(read, emptySite, stood, tried));
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { judged } = tally.report();
  if (judged !== passages) throw new Error(`only ${judged} of ${passages} were judged`);
  const grownMb = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  const perCpuSecond = Math.round(passages / ((user + system) / 1e6));
  return { passages, perCpuSecond, perSecond: Math.round(passages / seconds), grownMb: Math.round(grownMb) };
}
