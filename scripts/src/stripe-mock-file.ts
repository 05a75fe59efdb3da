import path from 'node:path';
import { cacheFolder } from './dapr/dapr-cache';

/** The version of stripe-mock that the tests of the Stripe adapter are written for. */
export const STRIPE_MOCK_VERSION = '0.203.0';

/** Where stripe-mock is once it was obtained. */
export function stripeMockFile(): string {
  return path.join(cacheFolder(), 'stripe-mock', STRIPE_MOCK_VERSION, 'stripe-mock');
}
