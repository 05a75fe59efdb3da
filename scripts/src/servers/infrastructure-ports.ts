/** The ports of the local servers, all on 127.0.0.1; the files in components/embedded name the same. */
export const INFRASTRUCTURE_PORTS = {
  postgres: 15_432,
  mqtt: 11_883,
  smtp: 11_025,
  inbox: 8_025,
  sandbox: 8_026,
  redis: 16_379,
  amqp: 15_673,
  amqpDistribution: 15_674,
  epmd: 15_675,
  rabbitmqManagement: 15_676,
  kafka: 19_092,
  kafkaController: 19_093,
} as const;
