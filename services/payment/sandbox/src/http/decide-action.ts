import { DomainError } from '@sidecart/platform';
import { renderAction } from '../pages/action-page';
import { confirmAction } from '../use-cases/confirm-action';
import { html } from './html';
import { ActionPath } from './payment.schema';
import { route } from './route';

const FORM_LIMIT_BYTES = 1_024;

export const decideActionRoute = route({
  method: 'post',
  path: '/actions/{actionId}',
  operationId: 'decideAction',
  summary: 'What the cardholder decided on the page; leads back to the shop.',
  tag: 'Pages',
  access: 'public',
  params: ActionPath,
  content: { types: ['application/x-www-form-urlencoded'], limitBytes: FORM_LIMIT_BYTES },
  responses: { 200: 'text/html', 303: null },
  problems: [404],
  async handler({ params: { actionId }, content, deps }) {
    const decision = new URLSearchParams((await content.bytes()).toString()).get('decision');
    if (decision !== 'confirm' && decision !== 'refuse') {
      throw new DomainError('malformed', 'invalid-request', 'The decision must be confirm or refuse.', {
        errors: [{ in: 'body', pointer: '#/decision', detail: 'must be confirm or refuse' }],
      });
    }
    const payment = await confirmAction(deps, actionId, decision === 'confirm');
    if (payment.returnUrl === null) return html(200, renderAction(payment));
    return { status: 303, headers: { location: payment.returnUrl, 'cache-control': 'no-store' } };
  },
});
