import { changePasswordRoute } from './change-password';
import { endSessionRoute } from './end-session';
import { forgotPasswordRoute } from './forgot-password';
import { getKeySetRoute } from './get-key-set';
import { listSessionsRoute } from './list-sessions';
import { logInRoute } from './log-in';
import { logOutRoute } from './log-out';
import { logOutEverywhereRoute } from './log-out-everywhere';
import { mintResetTokenRoute } from './mint-reset-token';
import { refreshSessionRoute } from './refresh-session';
import { registerRoute } from './register';
import { resetPasswordRoute } from './reset-password';

/** All that can be asked of the auth service. */
export const routes = [
  registerRoute,
  logInRoute,
  refreshSessionRoute,
  logOutRoute,
  logOutEverywhereRoute,
  listSessionsRoute,
  endSessionRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  changePasswordRoute,
  getKeySetRoute,
  mintResetTokenRoute,
];
