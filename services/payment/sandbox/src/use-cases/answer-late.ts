import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxDeps } from '../deps';
import type { Card } from '../domain/card';

/** The delay comes after the deed: who gives up waiting does not know that it is done. */
export async function answerLate({ settings }: SandboxDeps, card: Card): Promise<void> {
  if (card.isSlow) await delay(settings.slowMs);
}
