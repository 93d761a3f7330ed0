import type { FastifyPluginAsyncTypebox, TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { accessRoutes } from './access/access-routes.ts';
import { buildBatcher } from './access/batch/lanes/batcher.ts';
import { checkDecisions } from './access/batch/lanes/check-decisions.ts';
import { sweepDue } from './access/batch/lanes/sweep-due.ts';
import { buildWeighing } from './access/entering/build-weighing.ts';
import { buildFindWhereAsked } from './access/escorts/build-find-where-asked.ts';
import type { EndCustodyDeps } from './access/escorts/end-custody.ts';
import { watchGateways } from './access/gateways/watch-gateways.ts';
import { countInZones } from './access/presence/count-in-zones.ts';
import { findPlaces } from './access/presence/find-places.ts';
import { findVisits } from './access/presence/find-visits.ts';
import { buildFindRules } from './access/rules/build-find-rules.ts';
import { buildRulesCache } from './access/rules/rules-cache.ts';
import { armPresenceReset } from './access/state/arm-presence-reset.ts';
import { clearZones } from './access/state/clear-zones.ts';
import { saveActEffects } from './access/state/save-act-effects.ts';
import { alarmRoutes } from './alarms/alarm-routes.ts';
import { boundSockets } from './api/edge/bound-sockets.ts';
import { buildLateCompilers, type CompiledSchemas } from './api/edge/late-compilers.ts';
import { buildMetrics } from './api/edge/metrics-board.ts';
import { namePlugins } from './api/edge/name-plugins.ts';
import { setAuthorization } from './api/edge/set-authorization.ts';
import { setEdge } from './api/edge/set-edge.ts';
import { setReadsNoted } from './api/edge/set-reads-noted.ts';
import { setSignInWarning } from './api/edge/set-sign-in-warning.ts';
import { setTextGuard } from './api/edge/set-text-guard.ts';
import { ownFormats, setValidators } from './api/edge/set-validators.ts';
import { stopConnections } from './api/edge/stop-connections.ts';
import { buildUnreadRequests } from './api/edge/unread-requests.ts';
import { answerConnect, ignoreExpectations, unroutedProblems } from './api/edge/unrouted-problems.ts';
import { setProblemHandler } from './api/faults/set-problem-handler.ts';
import { readJsonBodies, usualBody } from './api/read-json-bodies.ts';
import { requestIdOf } from './api/request-id-of.ts';
import { setSessionCookies } from './api/set-session-cookies.ts';
import { buildJudgeEntry } from './authority/build-judge-entry.ts';
import { buildFailedTries } from './authority/failed-tries.ts';
import { isListedPlace, type Whence } from './authority/is-listed-place.ts';
import { loadZoneOfficers } from './authority/load-zone-officers.ts';
import { restElsewhere } from './authority/rest-elsewhere.ts';
import { buildPermitGuards } from './build-permit-guards.ts';
import { consolesRoutes } from './consoles/consoles-routes.ts';
import { verifyOwnPin } from './consoles/pins/verify-own-pin.ts';
import { findConsoleSecret } from './consoles/register/console-rows.ts';
import { holdConsole } from './consoles/shifts/hold-console.ts';
import type { Check } from './db/judge-readiness.ts';
import { databaseOf, type Pool } from './db/pool.ts';
import { deliveriesRoutes } from './deliveries/deliveries-routes.ts';
import type { DeskDeps } from './desk/check-in/check-in.ts';
import { deskRoutes } from './desk/desk-routes.ts';
import { moveDueDates } from './desk/passes/move-due-dates.ts';
import { devicesRoutes } from './devices/devices-routes.ts';
import type { ConfirmationDeps } from './dual-control/begin-confirmation.ts';
import { gapRoutes } from './gaps/gap-routes.ts';
import type { SigningDeps } from './gaps/sign-gaps.ts';
import { gapTaskRoutes } from './gaps/tasks/gap-task-routes.ts';
import { type GatewayEventDeps, gatewayEventRoutes } from './gateways/gateway-event-routes.ts';
import { takeInTime } from './gateways/take-in-time.ts';
import type { Clock } from './kernel/clock.ts';
import { buildPatience } from './kernel/patience.ts';
import { repeat } from './kernel/repeat.ts';
import { setWebSocket } from './live/connect/set-websocket.ts';
import { type FollowDeps, followRoutes } from './live/follow-routes.ts';
import { type LiveSettings, liveSettings } from './live/stream/live-stream.ts';
import type { Hints } from './log/hints.ts';
import type { LogWatch } from './log/watching/build-log-watch.ts';
import { confirmPrincipal } from './operators/principals/confirm-principal.ts';
import { findPrincipal } from './operators/principals/find-principal.ts';
import { mayStill } from './operators/principals/may-still.ts';
import { rememberGateways } from './operators/principals/remember-gateways.ts';
import { buildElsewhereReporter } from './operators/reports/build-elsewhere-reporter.ts';
import { buildFailedTriesReporter } from './operators/reports/build-failed-tries-reporter.ts';
import { type RoleHolderDeps, roleHolderRoutes } from './operators/roles/role-holder-routes.ts';
import { roleRoutes } from './operators/roles/role-routes.ts';
import { buildTokenUses } from './operators/tokens/build-token-uses.ts';
import { tokenRoutes } from './operators/tokens/token-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { loadPermitted } from './people/permissions/load-permitted.ts';
import type { StopDeps } from './people/persons/take-person-step.ts';
import { prepareReopening } from './people/rights/prepare-reopening.ts';
import type { PermitDeps } from './permits/applying/apply-for-permit.ts';
import { approvalProposalRoutes } from './permits/deciding/approval-proposal-routes.ts';
import { officerDeputyRoutes } from './permits/deputies/officer-deputy-routes.ts';
import { loadDeputiesAt } from './permits/deputies/officer-deputy-rows.ts';
import { openingRoutes } from './permits/openings/opening-routes.ts';
import { prepareExceptions } from './permits/reopening/prepare-exceptions.ts';
import { permitRoutes } from './permits/routes/permit-routes.ts';
import { permitTaskRoutes } from './permits/tasks/permit-task-routes.ts';
import { safetyTextRoutes } from './permits/texts/safety-text-routes.ts';
import type { AskingDeps } from './permits/using/find-asked-here.ts';
import type { UsingDeps } from './permits/using/use-permit.ts';
import { waiverRoutes } from './permits/waiving/waiver-routes.ts';
import { buildReadNotes } from './records/reads/build-read-notes.ts';
import { tellReads } from './records/reads/tell-reads.ts';
import { recordRoutes } from './records/record-routes.ts';
import { buildFindUncovered } from './registers/additions/build-find-uncovered.ts';
import type { KeyDeps } from './registers/keys/lend-key.ts';
import { registersRoutes } from './registers/registers-routes.ts';
import { retentionProposalRoutes } from './retention/retention-proposal-routes.ts';
import { retentionRoutes } from './retention/retention-routes.ts';
import { rightsRoutes } from './rights/rights-routes.ts';
import type { OriginDeps } from './sign-in/passkeys/passkey-routes.ts';
import { buildPasswordHashing, type HashingSettings } from './sign-in/passwords/build-password-hashing.ts';
import type { HashingDeps } from './sign-in/passwords/in-hashing-place.ts';
import type { PinDeps } from './sign-in/proving/prove.ts';
import type { SeedDeps } from './sign-in/second-factor/shown-factor.ts';
import type { VersionedSecrets } from './sign-in/secrets/versioned-secrets.ts';
import type { ConsoleDeps } from './sign-in/sessions/place.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { buildProvider, type ProviderSettings } from './sign-in/single-sign-on/build-provider.ts';
import type { ProviderDeps } from './sign-in/single-sign-on/single-sign-on-routes.ts';
import { timedChores } from './timed-chores.ts';
import { renewAdmissionsOfSite } from './visitors/admission/renew-admissions.ts';
import type { EndDeps } from './visitors/changing/extend-visit.ts';
import { prepareWithdrawal } from './visitors/review/prepare-withdrawal.ts';
import { visitorsRoutes } from './visitors/visitors-routes.ts';
import type { WorkDeps } from './works/occurrences/begin-work.ts';
import { worksRoutes } from './works/works-routes.ts';
import type { PlanDeps } from './zones/plan-change/change-plan.ts';
import { loadPolicy, usualPolicy } from './zones/regulation/load-policy.ts';
import { rememberSites } from './zones/sites/remember-sites.ts';
import { zonesRoutes } from './zones/zones-routes.ts';

/** What the app needs of the world; `main` and the tests hand it in. */
export type AppDeps = {
  readonly pool: Pool;
  /** The batcher's own connections, of `buildBatchPool`. */
  readonly batchPool: Pool;
  readonly clock: Clock;
  readonly hints: Hints;
  /** The package of 別表1・2 it goes by; absent: the usual one. */
  readonly policy?: string;
  readonly server?: FastifyServerOptions;
  /** Whoever is given more rows of personal data within an hour is alarmed of; absent: 1,000. */
  readonly bulkReadRows?: number;
  /** How often it is told who read them; absent: once a minute. */
  readonly tellReadsMs?: number;
  /** Whether browsers come over TLS: from here or from a proxy. */
  readonly secure?: boolean;
  /** Whether the office is a demo, which every answer says. */
  readonly isDemo?: boolean;
  /** Under which origin browsers find it; absent: known on this machine alone. */
  readonly publicOrigin?: string | undefined;
  /** The provider by which people sign in beside us; absent: none. */
  readonly provider?: ProviderSettings | undefined;
  /** How passwords are hashed; absent: nobody signs in by one. */
  readonly hashing?: HashingSettings;
  /** What seals the seeds of authenticator apps; absent: nobody enrols one. */
  readonly seedKeys?: VersionedSecrets | undefined;
  /** What `/readyz` asks beside the database. */
  readonly readiness?: readonly (() => Check | Promise<Check>)[];
  readonly live?: Partial<LiveSettings>;
  /** What other services of this process have compiled; absent: there is no other. */
  readonly compiled?: CompiledSchemas;
  /** By which gateways learn how far the log has come, and bring it back; absent: they are told nothing of it. */
  readonly logWatch?: LogWatch;
};

/** What stands below /api/v1: one line a slice. Of what they are handed each sees what its own type asks for. */
const slices: readonly FastifyPluginAsyncTypebox<
  GatewayEventDeps &
    StopDeps &
    PlanDeps &
    ConfirmationDeps &
    ConsoleDeps &
    FollowDeps &
    DeskDeps &
    EndDeps &
    PermitDeps &
    UsingDeps &
    AskingDeps &
    WorkDeps &
    SigningDeps &
    RoleHolderDeps &
    KeyDeps &
    EndCustodyDeps &
    HashingDeps &
    OriginDeps &
    PinDeps &
    ProviderDeps &
    SeedDeps
>[] = [
  gatewayEventRoutes,
  tokenRoutes,
  roleRoutes,
  roleHolderRoutes,
  rightsRoutes,
  peopleRoutes,
  zonesRoutes,
  visitorsRoutes,
  permitRoutes,
  permitTaskRoutes,
  safetyTextRoutes,
  openingRoutes,
  officerDeputyRoutes,
  approvalProposalRoutes,
  waiverRoutes,
  devicesRoutes,
  deliveriesRoutes,
  worksRoutes,
  registersRoutes,
  accessRoutes,
  deskRoutes,
  alarmRoutes,
  followRoutes,
  gapRoutes,
  gapTaskRoutes,
  recordRoutes,
  retentionRoutes,
  retentionProposalRoutes,
  signInRoutes,
  consolesRoutes,
];

/** How long anybody at a door, or a token to be looked up, waits for the database: looked after every 100 ms, so within the second. */
const patienceMs = 900;

/** So many rows of personal data within an hour are a lot for one reader. */
const usualBulk = 1_000;

/** Composes the service; nothing listens yet. */
export async function buildApp(given: AppDeps): Promise<FastifyInstance> {
  const { policy: named, ...rest } = given;
  const deps = { ...rest, saveEffects: saveActEffects };
  const { pool, clock } = deps;
  const metrics = buildMetrics(pool);
  const unread = buildUnreadRequests(clock, metrics);
  const compilers = buildLateCompilers(deps.compiled);
  const app = Fastify({
    bodyLimit: usualBody.bytes,
    connectionTimeout: 60_000,
    // What comes while the service stops goes through the same hooks, and is answered for as long as it can be.
    return503OnClosing: false,
    genReqId: ({ headers }) => requestIdOf(headers),
    serializerOpts: { ajv: { formats: ownFormats } },
    schemaController: { compilersFactory: { buildSerializer: compilers.buildSerializer } },
    ...unroutedProblems(unread),
    ...deps.server,
  }).withTypeProvider<TypeBoxTypeProvider>();
  namePlugins(app);
  setValidators(app, compilers);
  readJsonBodies(app, { poisoned: 'error', repeated: 'error' });
  setProblemHandler(app);
  stopConnections(app);
  boundSockets(app.server, unread);
  ignoreExpectations(app.server);
  answerConnect(app.server);
  await setWebSocket(app);
  const policy = loadPolicy(named ?? usualPolicy);
  const rules = buildRulesCache(policy);
  const batcher = buildBatcher({
    pool: deps.batchPool,
    sideBySide: pool,
    rules,
    clock,
    hints: deps.hints,
    metrics,
    onFault: (error, context) => app.log.error({ err: error, ...context }, 'batch failed'),
  });
  await setEdge(app, {
    pool,
    clock,
    metrics,
    secure: deps.secure ?? false,
    isDemo: deps.isDemo ?? false,
    readiness: [() => checkDecisions(deps.batchPool, batcher), ...(deps.readiness ?? [])],
  });
  const failed = (what: string) => (error: unknown) => app.log.error({ err: error }, `${what} failed`);
  const patience = buildPatience(clock, patienceMs);
  const failedTries = buildFailedTries(clock);
  const reportFailedTries = buildFailedTriesReporter(deps, failedTries, app.log.warn.bind(app.log));
  const elsewhere = buildElsewhereReporter(deps);
  const tellUnread = () => {
    const report = unread.takeReport();
    if (report !== undefined) app.log.warn(report, 'what came on sockets could not be read');
  };
  const bulk = deps.bulkReadRows ?? usualBulk;
  const reads = buildReadNotes(deps, bulk);
  const tellWhoReads = async () => {
    await reads.settle();
    await tellReads(deps, bulk);
  };
  const chores = [
    repeat(100, async () => patience.look(), failed('giving up whoever waited too long')),
    repeat(500, async () => batcher.refuseImpatient(), failed('refusing whoever waited too long')),
    repeat(1_000, () => sweepDue(pool, batcher, clock), failed('settling what is due')),
    repeat(1_000, async () => tellUnread(), failed('telling of what could not be read')),
    repeat(1_000, reportFailedTries, failed('recording that secrets are guessed')),
    repeat(1_000, elsewhere.report, failed('recording that an administrator came from elsewhere')),
    repeat(deps.tellReadsMs ?? 60_000, tellWhoReads, failed('telling who read personal data')),
    ...timedChores(deps, failed),
  ];
  app.addHook('onClose', async () => {
    await Promise.all(chores.map((chore) => chore.stop()));
    await reads.close().catch(failed('ending what is read'));
    await batcher.close();
  });
  await app.register(
    async (api) => {
      const db = databaseOf(pool);
      const noteUse = buildTokenUses(db, clock, failed('noting the use of a token'));
      await setSessionCookies(api, deps.secure ?? false);
      setSignInWarning(api, { overTls: deps.secure ?? false, isDemo: deps.isDemo ?? false });
      setAuthorization(api, {
        findPrincipal: rememberGateways(async (presented, { address, console }: Whence) => {
          const look = () => findPrincipal(db, presented, clock.now());
          const found = await patience.with(failedTries.lookUp(address, look));
          if (typeof found === 'string') return found;
          noteUse(found);
          return restElsewhere(found, async () => {
            return isListedPlace(db, { address, consoleSecret: await findConsoleSecret(db, console) });
          });
        }, clock),
        failedTries,
        confirmPrincipal,
        isSite: rememberSites(db),
        now: clock.now,
        noteElsewhere: elsewhere.note,
      });
      setTextGuard(api);
      setReadsNoted(api, reads.note);
      const findRules = buildFindRules(pool, rules);
      const handed = {
        ...deps,
        metrics,
        policy,
        failedTries,
        publicOrigin: deps.publicOrigin,
        provider: deps.provider && buildProvider(deps.provider),
        hashing: deps.hashing && buildPasswordHashing(deps.hashing),
        seedKeys: deps.seedKeys,
        takeEvents: takeInTime(batcher.submit, patience),
        isAtDoors: batcher.isAtDoors,
        loadZoneOfficers: (siteId: string) => loadZoneOfficers(db, siteId, clock.now()),
        countInZones,
        clearZones,
        armPresenceReset,
        watchGateways,
        loadPermitted,
        loadDeputiesAt,
        prepareReopening,
        prepareExceptions,
        findUncovered: buildFindUncovered(pool, policy),
        prepareWithdrawal,
        renewAdmissionsOfSite,
        moveDueDates,
        mayStill,
        verifyOwnPin,
        findConsoleSecret,
        judgeEntry: buildJudgeEntry((place) => isListedPlace(db, place), elsewhere.note),
        holdConsole,
        permitGuards: buildPermitGuards(findPlaces, { pool, policy }),
        findPlaces,
        findRules,
        prepareWeighing: buildWeighing(findRules),
        findWhereEscortAsked: buildFindWhereAsked(findRules),
        findVisits,
        settings: { ...liveSettings, ...deps.live },
      };
      for (const routes of slices) await api.register(routes, handed);
    },
    { prefix: '/api/v1' },
  );
  return app;
}
