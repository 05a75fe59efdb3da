import { StrictObject } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { unsubscribe } from '../use-cases/unsubscribe';
import { route } from './route';
import { describeUnwanted, page, readUnwanted } from './unsubscribe-page';

const PATH = '/notifications/unsubscribe';

const TokenQuery = StrictObject({
  token: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[\\w.-]+$',
    description: 'What the link in the message has.',
  }),
});

export const showUnsubscribeRoute = route({
  method: 'get',
  path: PATH,
  operationId: 'showUnsubscribe',
  summary:
    'Ask whether somebody wants no more messages like one they got. It changes nothing: mail scanners open links.',
  tag: 'Unsubscribe',
  access: 'public',
  query: TokenQuery,
  responses: { 200: 'text/html' },
  problems: [404],
  handler({ query, deps }) {
    const what = describeUnwanted(readUnwanted(deps.unsubscribing, query.token));
    return Promise.resolve(
      page(
        'No more messages like this?',
        `<p>You would no longer be sent: ${what}.</p>
<form method="post" action="?token=${query.token}"><button type="submit">No more of these</button></form>`,
      ),
    );
  },
});

export const unsubscribeRoute = route({
  method: 'post',
  path: PATH,
  operationId: 'unsubscribe',
  summary: 'Send no more messages like the one the link was in. Needs no body, and takes that of RFC 8058.',
  tag: 'Unsubscribe',
  access: 'public',
  query: TokenQuery,
  responses: { 200: 'text/html' },
  problems: [404],
  async handler({ query, deps }) {
    const unwanted = readUnwanted(deps.unsubscribing, query.token);
    await unsubscribe(deps, unwanted);
    return page(
      'Done',
      `<p>You are no longer sent: ${describeUnwanted(unwanted)}. You can change that among the settings of your account.</p>`,
    );
  },
});
