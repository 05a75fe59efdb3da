import { randomUUID } from 'node:crypto';
import { call, waitForMail } from '../scripts/src/shop-client';
import { register } from './journey';

describe('an account over real sidecars', () => {
  it('has a profile and a welcome mail as soon as it is registered', async () => {
    const customer = await register();
    const { status, body } = await call('GET', '/api/users/me', { token: customer.token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: customer.id, email: customer.email });
    await waitForMail(customer.email, /welcome/i);
  });

  it('gets a new password through a mailed link that works once, and every session ends', async () => {
    const customer = await register();
    await call('POST', '/api/auth/password/forgot', { body: { email: customer.email } });
    const mail = await waitForMail(customer.email, /password/i);
    const token = /[?&#]token=([\w.~-]+)/.exec(mail.text)?.[1];
    const password = randomUUID();
    const reset = () => call('POST', '/api/auth/password/reset', { body: { token, password } });
    expect((await reset()).status).toBeLessThan(300);
    expect((await reset()).status).toBeGreaterThanOrEqual(400);
    const login = (secret: string) =>
      call('POST', '/api/auth/login', { body: { email: customer.email, password: secret } });
    expect((await login(customer.password)).status).toBe(401);
    expect((await login(password)).status).toBe(200);
  });
});
