import { addPreload } from './add-preload';

/** A change of one compiled module. */
export interface Patch {
  /** From the checkout. */
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A statement for the database of a service. */
export interface PlantedStatement {
  readonly service: string;
  readonly sql: string;
}

/** What clients do beside their usual stories, without which a bug would stay hidden. */
export type RevealingTraffic = 'usual' | 'coupon-race' | 'rush' | 'illegal-moves';

/**
 * A bug that the campaign has to find. It is put into modules while they are loaded, so the code that is tested has no
 * place for it.
 */
export interface PlantedBug {
  readonly name: string;
  /** Into which services it is put; all of them when absent. */
  readonly services?: readonly string[];
  readonly patches: readonly Patch[];
  /** Done to the databases before traffic begins: takes away what stops the bug a second time, or makes it matter. */
  readonly statements?: readonly PlantedStatement[];
  /** The fault of the campaign that reveals it; absent when it takes none. */
  readonly fault?: string;
  readonly traffic: RevealingTraffic;
  /** A part of what the campaign says when it finds it: what a law states, or the words of the observer. */
  readonly caughtBy: string;
}

/** The environment of a service with a bug in it; as it was when the bug is not for this service. */
export function plantBug(
  bug: PlantedBug,
  service: string,
  environment: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  if (bug.services?.includes(service) === false) return environment;
  return { ...addPreload(environment, 'plant-preload'), SIDECART_PLANTED_BUG: bug.name };
}
