import { clockFaults } from './clock-faults';
import { dailyWork } from './daily-work';
import type { Fault } from './fault';
import { momentFaults } from './moment-faults';
import { poisonFault } from './poison-fault';
import { processFaults } from './process-faults';
import { providerFaults } from './provider-faults';
import { rollingRestart, rollingRestartOfTwo } from './rolling-restart';
import { serverFaults } from './server-faults';
import { stormFault } from './storm-fault';

/** Everything that the campaign can do to a shop. */
export const allFaults = (services: readonly string[]): Fault[] => [
  dailyWork,
  stormFault,
  poisonFault,
  rollingRestart,
  rollingRestartOfTwo,
  ...processFaults(services),
  ...serverFaults,
  ...momentFaults,
  ...providerFaults,
  ...clockFaults,
];

/** Some of every kind, for a trial of a few minutes. */
export const SHORT_TRIAL: readonly string[] = [
  'kill order',
  "kill product's sidecar",
  'freeze payment',
  'kill the broker',
  'kill PostgreSQL',
  'end all database sessions',
  'order dies between publishing and marking of order.created.v1',
  'payment provider whose answers get lost',
];
