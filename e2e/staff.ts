import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { call } from '../scripts/src/shop-client';

const SECRETS = resolve(__dirname, '../.sidecart/secrets.json');

/** Signs in as the seeded staff member, whose password was made for this machine. */
export async function signInAsStaff(): Promise<string> {
  const { seed } = JSON.parse(readFileSync(SECRETS, 'utf8')) as { seed: { password: string } };
  const { status, body } = await call<{ accessToken: string }>('POST', '/api/auth/login', {
    body: { email: 'staff@sidecart.example', password: seed.password },
  });
  expect(status).toBe(200);
  return body.accessToken;
}
