import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ConfirmationDeps } from '../dual-control/begin-confirmation.ts';
import type { ActDeps } from '../log/writing/perform-act.ts';
import { accountRoutes } from './accounts/account-routes.ts';
import { applicationRoutes } from './applications/application-routes.ts';
import { slipRoutes } from './applications/slip-routes.ts';
import { deletionRoutes } from './deletions/deletion-routes.ts';
import { elevationRoutes } from './elevation/elevation-routes.ts';
import { enteringRoutes } from './entering/entering-routes.ts';
import { ownSignInRoutes } from './entering/own-sign-in-routes.ts';
import { secondFactorRoutes } from './entering/second-factor-routes.ts';
import { factorRemovalRoutes } from './lost-factors/factor-removal-routes.ts';
import { noticeRoutes } from './notices/notice-routes.ts';
import { type OriginDeps, passkeyRoutes } from './passkeys/passkey-routes.ts';
import type { HashingDeps } from './passwords/in-hashing-place.ts';
import type { PinDeps } from './proving/prove.ts';
import { provingRoutes } from './proving/proving-routes.ts';
import { resetRoutes } from './resetting/reset-routes.ts';
import { passwordChangeRoutes } from './rotation/password-change-routes.ts';
import { ownFactorRoutes } from './second-factor/own-factor-routes.ts';
import type { SeedDeps } from './second-factor/shown-factor.ts';
import type { ConsoleDeps } from './sessions/place.ts';
import { type ProviderDeps, singleSignOnRoutes } from './single-sign-on/single-sign-on-routes.ts';

/** People sign in by name, keep their sessions and passwords, and are given login ids. */
export const signInRoutes: FastifyPluginAsyncTypebox<
  ActDeps & ConfirmationDeps & ConsoleDeps & HashingDeps & OriginDeps & PinDeps & ProviderDeps & SeedDeps
> = async (app, deps) => {
  await app.register(noticeRoutes, deps);
  await app.register(enteringRoutes, deps);
  await app.register(secondFactorRoutes, deps);
  await app.register(ownSignInRoutes, deps);
  await app.register(provingRoutes, deps);
  await app.register(elevationRoutes, deps);
  await app.register(resetRoutes, deps);
  await app.register(passwordChangeRoutes, deps);
  await app.register(ownFactorRoutes, deps);
  await app.register(factorRemovalRoutes, deps);
  await app.register(applicationRoutes, deps);
  await app.register(accountRoutes, deps);
  await app.register(slipRoutes, deps);
  await app.register(deletionRoutes, deps);
  await app.register(passkeyRoutes, deps);
  await app.register(singleSignOnRoutes, deps);
};
