import { startTestSandbox, type TestSandbox } from './harness';

let sandbox: TestSandbox;

beforeAll(async () => (sandbox = await startTestSandbox()));
afterAll(() => sandbox.close());

const RETURN_URL = 'https://shop.example/orders/7?from=bank';

const askForAction = async (token = 'tok_action', more: object = { returnUrl: RETURN_URL }) => {
  const { body } = await sandbox.pay(token, more);
  expect(body.status).toBe('requires-action');
  return { id: body.id as string, path: new URL(body.nextAction.url).pathname };
};
const decide = (path: string, decision: string) =>
  sandbox.sendAs('POST', path, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `decision=${decision}`,
  });
const read = async (id: string) => (await sandbox.send('GET', `/v1/payments/${id}`)).body;

describe('the page of an action', () => {
  it('shows what is paid, and needs no script', async () => {
    const { path } = await askForAction();
    const { status, text, headers } = await sandbox.sendAs('GET', path);
    expect(status).toBe(200);
    expect(text).toContain('€49.99');
    expect(text).toContain('ending in 3220');
    expect(headers['content-security-policy']).toContain("form-action 'self' https://shop.example");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('lets the cardholder confirm, and leads back to the shop', async () => {
    const { id, path } = await askForAction();
    expect(await decide(path, 'confirm')).toMatchObject({ status: 303, headers: { location: RETURN_URL } });
    expect(await read(id)).toMatchObject({ status: 'captured', nextAction: null });
  });

  it('only sets the money aside when it is to be captured later', async () => {
    const { id, path } = await askForAction('tok_action', { capture: false });
    expect((await decide(path, 'confirm')).text).toContain('confirmed');
    expect(await read(id)).toMatchObject({ status: 'authorized' });
  });

  it.each([
    ['tok_action', 'refuse'],
    ['tok_action_refused', 'confirm'],
  ])('declines %s on %s', async (token, decision) => {
    const { id, path } = await askForAction(token);
    await decide(path, decision);
    expect(await read(id)).toMatchObject({ status: 'declined', declineCode: 'authentication-failed' });
  });

  it('changes nothing once the decision is made', async () => {
    const { id, path } = await askForAction();
    await decide(path, 'refuse');
    expect((await decide(path, 'confirm')).status).toBe(303);
    expect(await read(id)).toMatchObject({ status: 'declined' });
    expect((await sandbox.sendAs('GET', path)).text).toContain('closed');
  });

  it('refuses anything else than a decision', async () => {
    const { path } = await askForAction();
    expect((await decide(path, 'maybe')).status).toBe(400);
    expect((await sandbox.sendAs('POST', path, { body: {} })).status).toBe(415);
  });

  it('does not exist for anybody who guesses', async () => {
    expect((await sandbox.sendAs('GET', `/actions/act_${'0'.repeat(24)}`)).status).toBe(404);
    expect((await decide(`/actions/act_${'0'.repeat(24)}`, 'confirm')).status).toBe(404);
  });
});

describe('the books', () => {
  it('show people the payments, and what merchants write cannot run', async () => {
    const { body } = await sandbox.pay('tok_visa', { metadata: { note: '<script>alert(1)</script>' } });
    await sandbox.send('POST', `/v1/payments/${body.id}/refunds`, { amountMinor: 999 }, body.id);
    const { text } = await sandbox.sendAs('GET', '/');
    expect(text).toContain(body.id);
    expect(text).toContain('€9.99');
    const page = await sandbox.sendAs('GET', `/payments/${body.id}`);
    expect(page.text).toContain('&lt;script&gt;');
    expect(page.text).not.toContain('<script>');
  });

  it('are shown and troubles are offered only where it is allowed', async () => {
    const closed = await startTestSandbox({ SANDBOX_ADMIN: false });
    for (const path of ['/', '/admin/faults']) expect((await closed.send('GET', path)).status).toBe(404);
    await closed.close();
  });
});
