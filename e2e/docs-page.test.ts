import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArguments, browserPath } from './browser';
import { register } from './journey';

const DOCS = `${process.env['SIDECART_URL'] ?? 'http://localhost:3000'}/docs/`;

// A machine without a browser says so by its count of skipped tests; CI installs one.
const inBrowser = browserPath === undefined ? it.skip : it;

describe('the API reference in a browser', () => {
  let browser: Browser | undefined;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    if (browserPath === undefined) return;
    browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(DOCS).origin) && !request.url().startsWith('data:')) {
        complaints.push(`asked elsewhere: ${request.url()}`);
      }
    });
  });

  afterAll(() => browser?.close());

  inBrowser(
    'lets a person sign in and try a call, with nothing from elsewhere',
    async () => {
      const customer = await register();
      await page.goto(DOCS);
      await page.getByLabel('E-mail').fill(customer.email);
      await page.getByLabel('Password').fill(customer.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText(customer.email).waitFor();
      await page.locator('h3', { hasText: 'Profile' }).click();
      const operation = page.locator('[id^="operations-Profile-"]').first();
      await operation.locator('.opblock-summary-control').click();
      await operation.getByRole('button', { name: 'Execute' }).click();
      await operation.locator('.live-responses-table').getByText(customer.id).first().waitFor();
      expect(complaints).toEqual([]);
      // A hundred operations are a long page for a busy machine.
    },
    180_000,
  );
});
