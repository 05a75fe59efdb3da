import path from 'node:path';
import { STATE_FOLDER } from '../../paths';

/** What the shop under test keeps: nothing of it is shared with `npm start`. */
export const FAULTS_FOLDER = path.join(STATE_FOLDER, 'faults');

/** The log of each process of the shop, all starts of it one after the other. */
export const FAULTS_LOG_FOLDER = path.join(FAULTS_FOLDER, 'logs');

/** The ports of the servers, all on 127.0.0.1. A door is a proxy through which the campaign disturbs what passes. */
export const SERVER_PORTS = {
  postgres: 21_000,
  postgresDoor: 21_001,
  mqtt: 21_002,
  redis: 21_003,
  smtp: 21_004,
  inbox: 21_005,
  sandbox: 21_006,
  sandboxDoor: 21_007,
  amqp: 21_010,
  amqpDistribution: 21_011,
  epmd: 21_012,
  rabbitmqManagement: 21_013,
  kafka: 21_020,
  kafkaController: 21_021,
} as const;

/** The ports of a service and its sidecar. */
export interface InstancePorts {
  readonly app: number;
  /** What the sidecar takes for the app. */
  readonly appDoor: number;
  readonly appMetrics: number;
  readonly sidecar: number;
  /** What the app takes for the sidecar. */
  readonly sidecarDoor: number;
  readonly sidecarGrpc: number;
  readonly sidecarInternal: number;
  readonly sidecarMetrics: number;
}

/** How many instances of each service there can be. */
export const MAX_REPLICAS = 2;

const FIRST_INSTANCE_PORT = 21_100;
const PORTS_APART = 10;

/**
 * The ports of one instance of a service.
 *
 * @param index of the service in dapr.yaml
 * @param replica from 0
 */
export function portsOf(index: number, replica: number): InstancePorts {
  const first = FIRST_INSTANCE_PORT + (index * MAX_REPLICAS + replica) * PORTS_APART;
  return {
    app: first,
    appDoor: first + 1,
    appMetrics: first + 2,
    sidecar: first + 3,
    sidecarDoor: first + 4,
    sidecarGrpc: first + 5,
    sidecarInternal: first + 6,
    sidecarMetrics: first + 7,
  };
}
