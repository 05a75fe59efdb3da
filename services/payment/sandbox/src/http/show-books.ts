import { Payment } from '../domain/payment';
import { renderBooks } from '../pages/books-page';
import { html } from './html';
import { route } from './route';

const SHOWN_PAYMENTS = 50;

export const showBooksRoute = route({
  method: 'get',
  path: '/',
  operationId: 'showBooks',
  summary: 'The latest payments, for people.',
  tag: 'Pages',
  access: 'public',
  responses: { 200: 'text/html' },
  async handler({ deps }) {
    const payments = await deps.em.find(
      Payment,
      {},
      { orderBy: { createdAt: 'desc', id: 'desc' }, limit: SHOWN_PAYMENTS },
    );
    return html(200, renderBooks(payments, deps.faults.now));
  },
});
