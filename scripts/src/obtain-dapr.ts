import { runCommand } from './command';
import { obtainDapr } from './dapr/dapr';
import { say } from './progress';

const USAGE = `
node scripts/bootstrap.mjs obtain-dapr

Finds daprd 1.18 and the dapr command line, or obtains them, and prints where they are. Searched are, in this order:
PATH, ~/.dapr/bin, the project's cache (\${XDG_CACHE_HOME:-~/.cache}/sidecart/dapr), the official releases (checksum
verified; SIDECART_DAPR_RELEASES_URL names a mirror of https://github.com/dapr), a Go build.
`;

runCommand(USAGE, async (shutdown) => {
  const dapr = await shutdown.during(obtainDapr(shutdown.signal));
  say(`daprd ${dapr.daprd}\ndapr ${dapr.cli}`);
  return 0;
});
