import { createTransport, type Transporter } from 'nodemailer';
import { findFreePort } from '../src/machine/free-port';
import { startMailCatcher, type CaughtMail, type RunningMailCatcher } from '../src/servers/mail-catcher';

let catcher: RunningMailCatcher;
let inbox: string;
let transport: Transporter;

beforeEach(async () => {
  const ports = { smtpPort: await findFreePort(), inboxPort: await findFreePort() };
  catcher = await startMailCatcher(ports);
  inbox = `http://127.0.0.1:${ports.inboxPort}`;
  transport = createTransport({ host: '127.0.0.1', port: ports.smtpPort });
});

afterEach(async () => {
  transport.close();
  await catcher.stop();
});

test('mails are listed with the newest first, and by the address they went to', async () => {
  await send({ to: 'ada@example.com', bcc: 'archive@example.com', subject: 'first', text: 'one' });
  await send({ to: 'bob@example.com', subject: 'second', text: 'two' });

  expect((await list()).map(({ subject }) => subject)).toEqual(['second', 'first']);
  expect(await list('?to=Ada@example.com')).toMatchObject([
    { subject: 'first', text: expect.stringContaining('one') },
  ]);
  expect(await list('?to=archive@example.com')).toHaveLength(1);
  expect(await list('?to=nobody@example.com')).toEqual([]);
});

test('one mail can be read as JSON and as a page', async () => {
  await send({ to: 'ada@example.com', subject: 'Your order', text: 'plain', html: '<b>bold</b>' });
  const [mail] = await list();

  expect(await (await fetch(`${inbox}/api/mails/${mail?.id}`)).json()).toEqual(mail);
  const page = await (await fetch(`${inbox}/mails/${mail?.id}`)).text();
  expect(page).toContain('Your order');
  expect(page).toContain('plain');
  expect((await fetch(`${inbox}/mails/999`)).status).toBe(404);
});

test('what a mail contains cannot run, load or leave its frame', async () => {
  const hostile = '<script>alert(1)</script><img src="http://tracker.example/x">';
  await send({ to: 'ada@example.com', subject: hostile, text: hostile, html: hostile });
  const [mail] = await list();

  const pages = [await fetch(inbox), await fetch(`${inbox}/mails/${mail?.id}`)];
  for (const page of pages) {
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).not.toContain('<script>');
  }
  const part = await fetch(`${inbox}/mails/${mail?.id}/html`);
  expect(part.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
});

describe('text messages', () => {
  const hand = (to: string, text: unknown, key: string, type = 'application/json; charset=utf-8') =>
    fetch(`${inbox}/api/texts`, {
      method: 'POST',
      headers: { 'content-type': type, 'sms-to': to, 'idempotency-key': key },
      body: JSON.stringify(text),
    });
  const texts = async (query = '') => (await (await fetch(`${inbox}/api/texts${query}`)).json()) as object[];

  test('are listed with the newest first, by number, and once however often they come', async () => {
    for (const [to, text, key] of [
      ['+4915112345678', 'one', 'a'],
      ['+15550100', 'two <script>', 'b'],
      ['+15550100', 'two <script>', 'b'],
    ] as const) {
      expect((await hand(to, text, key)).status).toBe(201);
    }
    expect(await texts()).toMatchObject([{ to: '+15550100' }, { to: '+4915112345678', text: 'one' }]);
    expect(await texts('?to=%2B4915112345678')).toHaveLength(1);
    const page = await (await fetch(inbox)).text();
    expect(page).toContain('two &lt;script&gt;');
  });

  test('are taken from programs only, and are not without measure', async () => {
    expect((await hand('+15550100', 'x', 'a', 'text/plain')).status).toBe(400);
    expect((await hand('+15550100', { not: 'a text' }, 'a')).status).toBe(400);
    expect((await hand('+15550100', 'x'.repeat(20_000), 'a')).status).toBe(400);
    expect(await texts()).toEqual([]);
    expect((await fetch(inbox, { method: 'POST' })).status).toBe(405);
  });
});

async function send(mail: {
  to: string;
  bcc?: string;
  subject: string;
  text: string;
  html?: string;
}): Promise<void> {
  await transport.sendMail({ from: 'shop@example.com', ...mail });
}

async function list(query = ''): Promise<CaughtMail[]> {
  return (await fetch(`${inbox}/api/mails${query}`)).json() as Promise<CaughtMail[]>;
}
