import { describeContract } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';
import { subscriptions } from '../src/events/subscriptions';
import { openApiDocument } from '../src/openapi';

describeContract({ name: 'notification', openApi: openApiDocument, ormConfig, subscriptions });
