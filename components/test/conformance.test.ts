import { openStand, type Stand } from './stand/stand';
import { COMPONENT_SET } from './stand/promises';
import { brokerFailures } from './suites/broker-failures';
import { cache } from './suites/cache';
import { consumerFailures } from './suites/consumer-failures';
import { delivery } from './suites/delivery';
import { orderAndReplicas } from './suites/order-and-replicas';
import { refusals } from './suites/refusals';
import { secrets } from './suites/secrets';

jest.setTimeout(150_000);

let stand: Stand;
const getStand = () => stand;

// One set of servers for everything: RabbitMQ and Kafka take longer to start than most tests take.
beforeAll(async () => {
  stand = await openStand();
});

afterAll(() => stand.close());

describe(COMPONENT_SET, () => {
  describe('delivery', () => delivery(getStand));
  describe('refusals', () => refusals(getStand));
  describe('consumer failures', () => consumerFailures(getStand));
  describe('order and replicas', () => orderAndReplicas(getStand));
  describe('cache', () => cache(getStand));
  describe('secrets', () => secrets(getStand));
  describe('broker failures', () => brokerFailures(getStand));
});
