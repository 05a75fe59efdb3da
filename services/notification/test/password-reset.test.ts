import { randomUUID } from 'node:crypto';
import { authPasswordResetRequestedV1 } from '@sidecart/contracts';
import { SHOP_URL, startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

const at = () => new Date().toISOString();

describe('auth.password-reset-requested.v1', () => {
  const request = async (person: Person) => {
    const resetId = randomUUID();
    await service.deliver(authPasswordResetRequestedV1, { resetId, userId: person.id, requestedAt: at() });
    return resetId;
  };

  it('sends a link with a token that is asked for then, and keeps it nowhere', async () => {
    const person = service.person();
    const token = `rt_${randomUUID()}`;
    service.answerResets(() => ({ status: 200, body: { token, expiresAt: '2026-03-01T14:05:00.000Z' } }));
    const resetId = await request(person);
    const [mail] = await service.mailsOf(person);
    expect(mail?.subject).toBe('Choose a new password');
    expect(mail?.text).toContain(`${SHOP_URL}/reset-password#token=${token}`);
    expect(mail?.html).toContain(`href="${SHOP_URL}/reset-password#token=${token}"`);
    expect(mail?.text).toContain('until 1 March 2026 at 14:05 UTC');
    await service.hasStatus(`auth.password-reset-requested:${resetId}`, 'sent');
    expect(service.sidecar.invocations).toContainEqual(
      expect.objectContaining({ appId: 'auth', path: `/internal/password-resets/${resetId}/token` }),
    );
    const stored = await service.orm.em
      .fork()
      .execute<{ row: string }[]>(
        'select n::text as row from notifications n union all select l::text from notification_logs l',
      );
    for (const secret of [token, person.email, person.displayName]) {
      expect(JSON.stringify(stored)).not.toContain(secret);
      expect(service.logged.join('\n')).not.toContain(secret);
    }
  });

  it.each([404, 409, 410])('gives up quietly when the auth service answers %i', async (status) => {
    const person = service.person();
    service.answerResets(() => ({ status, body: { code: 'reset-over' } }));
    const before = service.logged.length;
    const resetId = await request(person);
    await service.hasStatus(`auth.password-reset-requested:${resetId}`, 'failed');
    expect(service.mailbox.mailsTo(person.email)).toEqual([]);
    expect(service.logged.slice(before).filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([]);
  });
});
