import { createTestDatabase, type OptionsFor, type TestDatabase } from '@sidecart/testing';
import { Client, type QueryResultRow } from 'pg';
import { ormConfig as authConfig } from '../../services/auth/src/db/orm';
import { ormConfig as notificationConfig } from '../../services/notification/src/db/orm';
import { ormConfig as orderConfig } from '../../services/order/src/db/orm';
import { ormConfig as sandboxConfig } from '../../services/payment/sandbox/src/db/orm';
import { ormConfig as paymentConfig } from '../../services/payment/src/db/orm';
import { ormConfig as productConfig } from '../../services/product/src/db/orm';
import { ormConfig as userConfig } from '../../services/user/src/db/orm';
import { SERVICES_WITH_BOOKS, type Books, type ServiceWithBooks } from '../src/laws/books';

const configs: Record<ServiceWithBooks, OptionsFor> = {
  auth: authConfig,
  user: userConfig,
  order: orderConfig,
  product: productConfig,
  payment: paymentConfig,
  notification: notificationConfig,
  sandbox: sandboxConfig,
};

/** The databases of all services, to write anything into and to have it forgotten. */
export interface ScratchBooks extends Books {
  urlOf(service: ServiceWithBooks): string;
  /** Writes past all invariants of the code. */
  write(service: ServiceWithBooks, ...statements: string[]): Promise<void>;
  /** Begins a transaction in each of them. */
  begin(): Promise<void>;
  /** Ends it, as if nothing had been written. */
  forget(): Promise<void>;
}

/** Everything is written and read in one transaction a database, which costs less than databases for each test. */
export async function createScratchBooks(): Promise<ScratchBooks> {
  const databases = new Map<ServiceWithBooks, TestDatabase>();
  const clients = new Map<ServiceWithBooks, Client>();
  for (const service of SERVICES_WITH_BOOKS) {
    const database = await createTestDatabase(configs[service]);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    databases.set(service, database);
    clients.set(service, client);
  }
  const all = async (sql: string) => {
    for (const client of clients.values()) await client.query(sql);
  };
  return {
    urlOf: (service) => databases.get(service)!.url,
    async rows<T extends QueryResultRow>(service: ServiceWithBooks, sql: string) {
      return (await clients.get(service)!.query<T>(sql)).rows;
    },
    async write(service, ...statements) {
      for (const statement of statements) await clients.get(service)!.query(statement);
    },
    begin: () => all('begin'),
    forget: () => all('rollback'),
    async close() {
      for (const client of clients.values()) await client.end();
      for (const database of databases.values()) await database.drop();
    },
  };
}
