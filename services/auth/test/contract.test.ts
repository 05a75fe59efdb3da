import { describeContract } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';
import { openApiDocument } from '../src/openapi';

describeContract({ name: 'auth', openApi: openApiDocument, ormConfig, subscriptions: [] });
