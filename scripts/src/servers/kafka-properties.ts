import path from 'node:path';

/** What a node is set up with. */
export interface KafkaNode {
  /** Absolute path; the data is in `data` below it. */
  folder: string;
  ports: { client: number; controller: number };
  /** The name by which others reach it, on every address it has. Without it, only this machine does. */
  host?: string;
  user: string;
  password: string;
}

/** What the server writes goes to its output; the jars from Maven log so without being told. */
export const LOG4J_PROPERTIES = `log4j.rootLogger=INFO, out
log4j.appender.out=org.apache.log4j.ConsoleAppender
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=%d %p %m (%c)%n
`;

/** The settings of a single node for a laptop, as the text of a properties file. */
export function kafkaProperties({ folder, ports, host, user, password }: KafkaNode): string {
  const listener = 'SASL_PLAINTEXT';
  const loopback = '127.0.0.1';
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${loopback}:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `${listener}://${host ? '0.0.0.0' : loopback}:${ports.client},CONTROLLER://${loopback}:${ports.controller}`,
    'advertised.listeners': `${listener}://${host ?? loopback}:${ports.client}`,
    'listener.security.protocol.map': `CONTROLLER:PLAINTEXT,${listener}:${listener}`,
    'inter.broker.listener.name': listener,
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    [`listener.name.${listener.toLowerCase()}.scram-sha-512.sasl.jaas.config`]: `org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="${password}";`,
    'log.dirs': path.join(folder, 'data'),
    // Topics are made on first use. In production they are made beforehand, with three replicas and min.insync.replicas=2.
    'auto.create.topics.enable': true,
    'num.partitions': 3,
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 5,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    // One consumer of a group on a laptop: there is nobody to wait for.
    'group.initial.rebalance.delay.ms': 0,
    'log.cleaner.dedupe.buffer.size': 16_777_216,
    // Two files of this size are made for each partition, ten times as large by default.
    'log.index.size.max.bytes': 1_048_576,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
