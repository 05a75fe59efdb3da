import type { Shop } from '../shop/shop';
import type { Supervised } from '../shop/supervised';
import { nothingToHeal, type Fault, type Meanwhile } from './fault';

/** Longer than any timeout on the way to it. */
const ZOMBIE_MS = 8_000;
/** The supervisor brings it back after a second, as a kubelet does. */
const GONE_MS = 1_000;

type Pick = (shop: Shop) => Supervised;

const killed = (name: string, pick: Pick, meanwhile: Meanwhile): Fault => ({
  name: `kill ${name}`,
  async inject(shop) {
    const victim = pick(shop);
    victim.signal('SIGKILL');
    await victim.ended();
  },
  lastsMs: GONE_MS,
  heal: nothingToHeal,
  meanwhile,
});

const frozen = (name: string, pick: Pick, meanwhile: Meanwhile): Fault => ({
  name: `freeze ${name}`,
  inject: (shop) => pick(shop).signal('SIGSTOP'),
  lastsMs: ZOMBIE_MS,
  heal: (shop) => pick(shop).signal('SIGCONT'),
  meanwhile,
});

const restarted = (name: string, pick: Pick, meanwhile: Meanwhile): Fault => ({
  name: `restart ${name}`,
  inject: (shop) => pick(shop).end(),
  lastsMs: GONE_MS,
  heal: nothingToHeal,
  meanwhile,
});

/** Longer than it takes anybody to notice. */
const AWAY_MS = 20_000;

/** Nobody brings it back for a while, as when an image cannot be pulled. */
const away = (service: string): Fault => ({
  name: `${service} stays away`,
  async inject(shop) {
    const { app } = shop.instance(service);
    app.hold();
    app.signal('SIGKILL');
    await app.ended();
  },
  lastsMs: AWAY_MS,
  heal: (shop) => shop.instance(service).app.letGo(),
  meanwhile: { unready: [service] },
});

const CONSUMERS = ['product', 'order', 'payment', 'notification'];

/** Each service and each sidecar killed, frozen and restarted. */
export function processFaults(services: readonly string[]): Fault[] {
  const ended = services.flatMap((service) => {
    const gatewayIsVictim = service === 'gateway';
    const seen: Meanwhile = { unready: [service], gatewayIsVictim };
    const app: Pick = (shop) => shop.instance(service).app;
    const sidecar: Pick = (shop) => shop.instance(service).sidecar;
    const name = `${service}'s sidecar`;
    return [
      killed(service, app, seen),
      frozen(service, app, seen),
      restarted(service, app, { gatewayIsVictim }),
      // The gateway itself stays, and has to answer for the sidecar that is gone.
      killed(name, sidecar, { unready: [service] }),
      frozen(name, sidecar, { unready: [service] }),
      restarted(name, sidecar, {}),
    ];
  });
  return [...ended, ...CONSUMERS.map(away)];
}
