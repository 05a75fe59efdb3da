import { findOversell, rush } from '../../prove/oversell';
import type { ExtraTrafficOptions } from './extra-traffic';

const REQUESTS = 40;
const PIECES = 10;

/** Many want one of a few pieces at once (law 1). */
export async function rushForStock({ cast }: ExtraTrafficOptions): Promise<string[]> {
  const { staff, buyers } = cast;
  const outcome = await rush({ staff, buyers, requests: REQUESTS, pieces: PIECES });
  return findOversell(outcome, { requests: REQUESTS, pieces: PIECES }).map((fault) => `rush: ${fault}`);
}
