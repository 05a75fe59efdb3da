import path from 'node:path';
import type { NamedPort } from '../../machine/ports';
import { STATE_FOLDER } from '../../paths';

/** What the shop under test keeps: nothing of it is shared with `npm start`. */
export const FAULTS_FOLDER = path.join(STATE_FOLDER, 'faults');

/** The log of each process of the shop, all starts of it one after the other. */
export const FAULTS_LOG_FOLDER = path.join(FAULTS_FOLDER, 'logs');

/** Where the shop's ports begin; another number lets two checkouts run a campaign at the same time. */
const FIRST_PORT = Number(process.env['SIDECART_FAULTS_PORT'] ?? 21_000);

/** The ports of the servers, all on 127.0.0.1. A door is a proxy through which the campaign disturbs what passes. */
export const SERVER_PORTS = {
  postgres: FIRST_PORT,
  postgresDoor: FIRST_PORT + 1,
  mqtt: FIRST_PORT + 2,
  redis: FIRST_PORT + 3,
  smtp: FIRST_PORT + 4,
  inbox: FIRST_PORT + 5,
  sandbox: FIRST_PORT + 6,
  sandboxDoor: FIRST_PORT + 7,
  amqp: FIRST_PORT + 10,
  amqpDistribution: FIRST_PORT + 11,
  epmd: FIRST_PORT + 12,
  rabbitmqManagement: FIRST_PORT + 13,
  kafka: FIRST_PORT + 20,
  kafkaController: FIRST_PORT + 21,
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

const FIRST_INSTANCE_PORT = FIRST_PORT + 100;
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

/** All of them. */
export const shopPorts = (services: number): NamedPort[] => {
  const instances = Array.from({ length: services * MAX_REPLICAS }, (_, index) =>
    Object.values<number>({ ...portsOf(Math.floor(index / MAX_REPLICAS), index % MAX_REPLICAS) }),
  );
  const ports = [...Object.values(SERVER_PORTS), ...instances.flat()];
  return ports.map((port) => ({ port, purpose: 'the shop of the fault campaign' }));
};
