import { call, textsTo, waitFor, waitForMail } from '../scripts/src/shop-client';
import { addMethod, anyProduct, placeOrder, register, type Customer } from './journey';

interface Preference {
  readonly kind: string;
  readonly channel: string;
  readonly enabled: boolean;
}

const preferencesOf = async ({ token }: Customer) =>
  (await call<{ items: Preference[] }>('GET', '/api/notifications/preferences', { token })).body.items;

describe('notifications over real sidecars', () => {
  it('go by text message to the number of who chose that, and into their inbox', async () => {
    const [customer, product] = await Promise.all([register(), anyProduct()]);
    const { token } = customer;
    const phoneNumber = `+4915${String(Date.now()).slice(-9)}`;
    expect((await call('PATCH', '/api/users/me', { token, body: { phoneNumber } })).status).toBe(200);
    const items = [{ kind: 'order-confirmed', channel: 'sms', enabled: true }];
    const chosen = await call('PUT', '/api/notifications/preferences', { token, body: { items } });
    expect(chosen.status).toBe(200);
    const { body: order } = await placeOrder(customer, product, await addMethod(customer, 'tok_visa'));
    const text = await waitFor('The text message', async () => (await textsTo(phoneNumber))[0]);
    expect(text.text).toContain(`Your order ${order.number}`);
    expect(text.text).toContain(`/orders/${order.id}`);
    const inbox = await call<{ items: { kind: string }[]; unread: number }>('GET', '/api/notifications', {
      token,
    });
    expect(inbox.body.items.map(({ kind }) => kind)).toContain('order-confirmed');
    expect(inbox.body.unread).toBeGreaterThan(0);
  });

  it('are switched off by the link in a mail, which asks first, without signing in', async () => {
    const customer = await register();
    const mail = await waitForMail(customer.email, /welcome/i);
    const path = /(\/api\/notifications\/unsubscribe\?token=\S+)/.exec(mail.text)?.[1] ?? '';
    const wantsWelcome = async () =>
      (await preferencesOf(customer)).find(({ kind, channel }) => kind === 'welcome' && channel === 'email')
        ?.enabled;
    const page = await call<{ text: string }>('GET', path);
    expect(page.headers.get('content-type')).toMatch(/html/);
    expect(page.body.text).toContain('<form method="post"');
    expect(await wantsWelcome()).toBe(true);
    expect((await call('POST', path)).status).toBe(200);
    expect(await wantsWelcome()).toBe(false);
  });
});
