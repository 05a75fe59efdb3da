/** A whole service as a process, for tests of how one starts and ends. */
import { Type } from '@sinclair/typebox';
import { createApp, ok, routeFor, runService, serviceVariables } from '../src';

const route = routeFor<object>();

/** Answers when it is told to by another request. */
const waiting: (() => void)[] = [];

const routes = [
  route({
    method: 'get',
    path: '/slow',
    operationId: 'slow',
    summary: 'Answers once it is released.',
    tag: 'Sample',
    access: 'public',
    responses: { 200: Type.Object({}) },
    handler: async () => {
      process.send?.('slow');
      await new Promise<void>((resolve) => waiting.push(resolve));
      return ok({ slow: true });
    },
  }),
];

process.on('message', (message) => {
  if (message === 'release') waiting.forEach((resolve) => resolve());
  if (message === 'fail') void Promise.reject(new Error('nobody awaited this'));
});

void runService({
  name: 'sample',
  config: Type.Object({ ...serviceVariables, SAMPLE_SIZE: Type.Integer() }),
  secrets: Type.Object({ databaseUrl: Type.String({ minLength: 1 }) }),
  start: ({ log, metrics, shutdown }) => {
    shutdown.add('first', () => Promise.resolve(log.info('first step')));
    shutdown.add('failing', () => {
      throw new Error('a step may fail');
    });
    shutdown.add('last', () => Promise.resolve(log.info('last step')));
    return createApp({
      name: 'sample',
      routes,
      scope: () => ({}),
      verifier: { verify: () => Promise.reject(new Error('not used')) },
      readiness: {},
      appToken: undefined,
      log,
      metrics,
    });
  },
});
