import { randomUUID } from 'node:crypto';
import { createUnsubscribing } from './unsubscribing';

const links = createUnsubscribing({ key: 'a'.repeat(43), apiUrl: 'https://shop.example/api' });
const unwanted = { userId: randomUUID(), kind: 'order-shipped', channel: 'email' } as const;

const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';

describe('a link to unsubscribe', () => {
  it('says whom and what it is about to who signed it', () => {
    const url = links.urlFor(unwanted);
    expect(url).toMatch(/^https:\/\/shop\.example\/api\/notifications\/unsubscribe\?token=[\w.-]+$/);
    expect(links.read(tokenOf(url))).toEqual(unwanted);
  });

  it('cannot be made for somebody else, something else, or with another key', () => {
    const token = tokenOf(links.urlFor(unwanted));
    const others = createUnsubscribing({ key: 'b'.repeat(43), apiUrl: 'https://shop.example/api' });
    expect(links.read(token.replace(unwanted.userId, randomUUID()))).toBeUndefined();
    expect(links.read(token.replace('order-shipped', 'order-delivered'))).toBeUndefined();
    expect(links.read(token.replace('.email.', '.push.'))).toBeUndefined();
    expect(others.read(token)).toBeUndefined();
    for (const nonsense of ['', '.', 'x', token.slice(0, -2), `${token}AAAA`, unwanted.userId]) {
      expect(links.read(nonsense)).toBeUndefined();
    }
  });

  it('switches nothing off that is owed, also when it was signed once', () => {
    const kinds = [
      { ...unwanted, kind: 'order-confirmed' } as const,
      { ...unwanted, kind: 'stock-low' } as const,
      { ...unwanted, kind: 'a-kind-of-old' } as unknown as typeof unwanted,
    ];
    for (const about of kinds) expect(links.read(tokenOf(links.urlFor(about)))).toBeUndefined();
  });
});
