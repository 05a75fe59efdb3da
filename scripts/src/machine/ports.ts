import { createServer } from 'node:net';
import { serversOf, type ComponentServer, type ComponentSet } from '../servers/component-sets';
import { INFRASTRUCTURE_PORTS } from '../servers/infrastructure-ports';
import { PlainError } from '../plain-error';
import { findPortHolder } from './port-holder';
import type { Service } from '../services';

/** A port and what is to listen on it. */
export interface NamedPort {
  port: number;
  /** For the reader, as in "port 3000 for the gateway". */
  purpose: string;
}

const MAX_COMMAND_LENGTH = 80;
const MAX_SENTENCES = 5;

const COMPONENT_SERVER_PORTS: Record<ComponentServer, readonly NamedPort[]> = {
  mqtt: [{ port: INFRASTRUCTURE_PORTS.mqtt, purpose: 'the MQTT broker' }],
  redis: [{ port: INFRASTRUCTURE_PORTS.redis, purpose: 'Redis' }],
  rabbitmq: [
    { port: INFRASTRUCTURE_PORTS.amqp, purpose: 'RabbitMQ' },
    { port: INFRASTRUCTURE_PORTS.amqpDistribution, purpose: "RabbitMQ's command line" },
    { port: INFRASTRUCTURE_PORTS.epmd, purpose: "RabbitMQ's name server (epmd)" },
    { port: INFRASTRUCTURE_PORTS.rabbitmqManagement, purpose: "RabbitMQ's management page" },
  ],
  kafka: [
    { port: INFRASTRUCTURE_PORTS.kafka, purpose: 'Kafka' },
    { port: INFRASTRUCTURE_PORTS.kafkaController, purpose: "Kafka's controller" },
  ],
};

/** The ports of the local servers. */
export function infrastructurePorts(set: ComponentSet): NamedPort[] {
  return [
    { port: INFRASTRUCTURE_PORTS.postgres, purpose: 'PostgreSQL' },
    ...serversOf(set).flatMap((server) => COMPONENT_SERVER_PORTS[server]),
    { port: INFRASTRUCTURE_PORTS.smtp, purpose: 'the mail catcher' },
    { port: INFRASTRUCTURE_PORTS.inbox, purpose: 'the mail inbox page' },
    { port: INFRASTRUCTURE_PORTS.sandbox, purpose: 'the sandbox payment provider' },
  ];
}

/** The ports of the services and their sidecars. */
export function servicePorts(services: Service[]): NamedPort[] {
  return services.flatMap((service) => [
    { port: service.port, purpose: `the ${service.name} service` },
    ...[
      service.sidecarPort,
      service.sidecarGrpcPort,
      service.sidecarInternalPort,
      service.sidecarMetricsPort,
    ].map((port) => ({ port, purpose: `the sidecar of the ${service.name} service` })),
  ]);
}

/**
 * Says for each port that is taken who holds it.
 * @returns one sentence for each, none when all are free
 */
export async function describeTakenPorts(ports: NamedPort[]): Promise<string[]> {
  const free = await Promise.all(ports.map(({ port }) => isFree(port)));
  return ports.filter((_, index) => !free[index]).map(describeTaken);
}

/** Refuses to go on when a port is taken. */
export async function refuseTakenPorts(ports: NamedPort[]): Promise<void> {
  const sentences = await describeTakenPorts(ports);
  if (sentences.length > 0) {
    const more = sentences.length - MAX_SENTENCES;
    const shown = sentences.slice(0, MAX_SENTENCES);
    throw new PlainError([...shown, ...(more > 0 ? [`So are ${more} other ports.`] : [])].join('\n'));
  }
}

function describeTaken({ port, purpose }: NamedPort): string {
  const holder = findPortHolder(port);
  if (!holder) {
    return `Port ${port} for ${purpose} is taken by a process that this user cannot see; free it and try again.`;
  }
  const command =
    holder.command.length > MAX_COMMAND_LENGTH
      ? `${holder.command.slice(0, MAX_COMMAND_LENGTH)}…`
      : holder.command;
  return `Port ${port} for ${purpose} is taken by process ${holder.pid} (${command}); end it and try again.`;
}

async function isFree(port: number): Promise<boolean> {
  // Some systems let a listener on every address stand beside one on 127.0.0.1, so both are tried.
  return (await canListen(port, '127.0.0.1')) && canListen(port);
}

async function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}
