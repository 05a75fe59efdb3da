import type { ComponentSet } from '../../servers/component-sets';
import type { Random } from '../random';
import type { Shop } from '../shop/shop';

/** Something that goes wrong, how it is put right, and what must be seen in between. */
export interface Fault {
  /** As in `--faults`. */
  readonly name: string;
  /** Why it cannot be done in this shop; undefined when it can. */
  whyNot?(shop: Pick<Shop, 'set' | 'disk' | 'redis'>): string | undefined;
  /** What has to be done before the first order. */
  prepare?(shop: Shop): Promise<void>;
  /** Makes it go wrong. */
  inject(shop: Shop, random: Random): Promise<void> | void;
  /** How long it stays so. */
  readonly lastsMs: number;
  /** Puts it right; what is left to do, the shop has to do by itself. */
  heal(shop: Shop): Promise<void> | void;
  readonly meanwhile?: Meanwhile;
  /** What has to be done after the last order. */
  tidyUp?(shop: Shop): Promise<void>;
  /** With these sets it recovers later than the goal says, and why. */
  readonly slower?: {
    readonly sets: readonly ComponentSet[];
    readonly seconds: number;
    readonly why: string;
  };
}

/** What must be seen while a fault lasts, beside the answers to everybody else. */
export interface Meanwhile {
  /** Services whose own readiness must say that they cannot be used; one that does not answer says so, too. */
  readonly unready?: readonly string[];
  /** Reads that need only the cache go on. */
  readonly cachedReadsGoOn?: boolean;
  /** The gateway itself is harmed, so connections to it may be lost. */
  readonly gatewayIsVictim?: boolean;
  /** Not one request may be refused, for it is no fault but daily work. */
  readonly nothingRefused?: boolean;
}

/** For a fault that is put right by itself. */
export const nothingToHeal = (): void => undefined;
