import { ok } from '@sidecart/platform';
import { presentPayment } from '../present';
import { abandonKey } from '../use-cases/abandon-key';
import { KeyPath, PaymentView } from './payment.schema';
import { MERCHANT, route } from './route';

export const abandonKeyRoute = route({
  method: 'post',
  path: '/v1/keys/{idempotencyKey}/abandon',
  operationId: 'abandonKey',
  summary:
    'See to it that nothing is taken under a key any more. The answer is the payment that stands under it.',
  tag: 'Payments',
  access: MERCHANT,
  params: KeyPath,
  responses: { 200: PaymentView },
  async handler({ params: { idempotencyKey }, deps }) {
    return ok(presentPayment(await abandonKey(deps, idempotencyKey), deps.settings.publicUrl));
  },
});
