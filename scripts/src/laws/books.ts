import { Client, type QueryResultRow } from 'pg';

/** The databases a law may look into: of services, and of the sandbox payment provider. */
export const SERVICES_WITH_BOOKS = [
  'auth',
  'user',
  'order',
  'product',
  'payment',
  'notification',
  'sandbox',
] as const;
export type ServiceWithBooks = (typeof SERVICES_WITH_BOOKS)[number];

/** Reads the services' databases, all as they are at about the same moment. */
export interface Books {
  rows<T extends QueryResultRow>(service: ServiceWithBooks, sql: string): Promise<T[]>;
  close(): Promise<void>;
}

/** Opens the databases for reading only. */
export async function openBooks(urlOf: (service: ServiceWithBooks) => string): Promise<Books> {
  const clients = new Map<ServiceWithBooks, Client>();
  for (const service of SERVICES_WITH_BOOKS) {
    const client = new Client({
      connectionString: urlOf(service),
      options: '-c default_transaction_read_only=on',
    });
    await client.connect();
    clients.set(service, client);
  }
  return {
    async rows<T extends QueryResultRow>(service: ServiceWithBooks, sql: string) {
      const result = await clients.get(service)?.query<T>(sql);
      return result?.rows ?? [];
    },
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.end()));
    },
  };
}
