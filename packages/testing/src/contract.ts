import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import { EVENT_CONSUMERS } from '@sidecart/contracts';
import { migrate, type OpenApiDocument, type Subscription } from '@sidecart/platform';
import { parseAllDocuments } from 'yaml';
import { findOpenApiFaults } from './find-openapi-faults';
import { createEmptyDatabase, type OptionsFor } from './test-database';

const ROOT = resolve(__dirname, '../../..');

export interface ServiceContract {
  /** The Dapr app id, which is also the folder. */
  readonly name: string;
  readonly openApi: OpenApiDocument;
  readonly ormConfig: OptionsFor;
  readonly subscriptions: readonly Pick<Subscription<never>, 'event'>[];
}

interface SubscriptionDocument {
  readonly scopes: readonly string[];
  readonly spec: {
    readonly topic: string;
    readonly routes: { readonly default: string };
    readonly deadLetterTopic: string;
  };
}

/** Declares the tests that keep what a service has written down about itself equal to its code. */
export function describeContract({ name, openApi, ormConfig, subscriptions }: ServiceContract): void {
  describe(`the contract of ${name}`, () => {
    it('is written down in openapi.json as the routes have it', () => {
      const written: unknown = JSON.parse(readFileSync(join(ROOT, 'services', name, 'openapi.json'), 'utf8'));
      expect(written).toEqual(JSON.parse(JSON.stringify(openApi)));
    });

    it('is a valid OpenAPI 3.1 document', () => {
      expect(findOpenApiFaults(JSON.parse(JSON.stringify(openApi)))).toEqual([]);
    });

    it('migrates an empty database to exactly the schema of its entities', async () => {
      const database = await createEmptyDatabase();
      const options = ormConfig(database.url);
      await migrate(options);
      const orm = await MikroORM.init(options);
      const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false });
      await orm.close();
      await database.drop();
      expect(difference).toBe('');
    });

    it('is subscribed to exactly the events it handles, each with its dead-letter topic, and may ask who publishes them', () => {
      const documents = parseAllDocuments(
        readFileSync(join(ROOT, 'components/common/subscriptions.yaml'), 'utf8'),
      );
      const declared = documents
        .map((document) => document.toJS() as SubscriptionDocument)
        .filter((document) => document.scopes.includes(name))
        .map(({ spec }) => ({
          topic: spec.topic,
          route: spec.routes.default,
          deadLetter: spec.deadLetterTopic,
        }));
      const handled = subscriptions.map(({ event: { type } }) => ({
        topic: type,
        route: `/events/${type}`,
        deadLetter: `dead-letter.${name}`,
      }));
      for (const { event } of subscriptions) {
        expect(EVENT_CONSUMERS[event.publisher as keyof typeof EVENT_CONSUMERS]).toContain(name);
      }
      const byTopic = (a: { topic: string }, b: { topic: string }) => a.topic.localeCompare(b.topic);
      expect(declared.sort(byTopic)).toEqual(handled.sort(byTopic));
    });
  });
}
