import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { arrivalRoutes } from './check-in/arrival-routes.ts';
import type { DeskDeps } from './check-in/check-in.ts';
import { checkInRoutes } from './check-in/check-in-routes.ts';
import { correctionRoutes } from './corrections/correction-routes.ts';
import { emergencyEntryRoutes } from './emergency-entry/emergency-entry-routes.ts';
import { inspectionRoutes } from './inspections/inspection-routes.ts';
import { keptThingRoutes } from './kept-things/kept-thing-routes.ts';
import { closingListRoutes } from './lists/closing-list-routes.ts';
import { manualPassageRoutes } from './paper/manual-passage-routes.ts';
import { paperLogRoutes } from './paper/paper-log-routes.ts';
import { paperSheetRoutes } from './paper/paper-sheet-routes.ts';
import { passRoutes } from './passes/pass-routes.ts';
import { printRoutes } from './printing/print-routes.ts';
import { rollCallRoutes } from './roll-call/roll-call-routes.ts';
import { sheetRoutes } from './sheets/sheet-routes.ts';
import { walkInRoutes } from './walk-ins/walk-in-routes.ts';
import { wearingRoutes } from './wearing/wearing-routes.ts';

/** What is done at the desk and the guard post: who comes in and goes, what they are given, and who is where. */
export const deskRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  for (const routes of [
    arrivalRoutes,
    checkInRoutes,
    correctionRoutes,
    emergencyEntryRoutes,
    inspectionRoutes,
    keptThingRoutes,
    closingListRoutes,
    manualPassageRoutes,
    paperLogRoutes,
    paperSheetRoutes,
    passRoutes,
    printRoutes,
    rollCallRoutes,
    sheetRoutes,
    walkInRoutes,
    wearingRoutes,
  ])
    await app.register(routes, deps);
};
