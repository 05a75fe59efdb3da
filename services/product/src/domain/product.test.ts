import { Category } from './category';
import { Product } from './product';
import { PRODUCT_STATUSES, productTransitions } from './product-status';

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
const category = Category.create({ id: 'c', slug: 'c', name: 'C', position: 0, parent: null });
const product = () =>
  Product.create(
    {
      ...{ id: 'p', slug: 'p', sku: 'P-1', name: 'P', description: 'D' },
      ...{ status: 'draft', priceMinor: 100, currency: 'EUR', category },
    },
    now,
  );

describe('a product', () => {
  it.each(PRODUCT_STATUSES.flatMap((from) => (['draft', 'active'] as const).map((to) => ({ from, to }))))(
    'moves from $from to $to only where the table allows it',
    ({ from, to }) => {
      const one = Object.assign(product(), { status: from });
      const move = () => one.edit({ status: to }, later);
      if (from === to || productTransitions[from].includes(to)) {
        move();
        expect(one.status).toBe(to);
      } else expect(move).toThrow('cannot become');
    },
  );

  it('changes what is given, keeps the rest and counts the edit', () => {
    const one = product();
    one.edit({ name: 'New', sku: undefined }, later);
    expect(one).toMatchObject({ name: 'New', sku: 'P-1', priceMinor: 100, version: 2, updatedAt: later });
  });
});
