import { randomUUID } from 'node:crypto';
import { inParallel } from '../in-parallel';
import { createProduct } from '../prove/goods';
import { addMethod } from '../prove/person';
import { handOf, type Cast, type Hand } from './cast';
import { prepareAccounts } from './known-accounts';
import { prepareGuestCarts } from './known-carts';
import { prepareMessages } from './known-messages';
import { prepareOrders } from './known-orders';
import { addPicture } from './known-pictures';
import { newCoupon, newShippingMethod, spare, SPARE } from './known-things';
import { prepareVariants } from './known-variants';
import { waitFor } from '../shop-client';
import type { KnownValues } from './prepare-document';

/** Fills the shop with what requests can name: products, and the customer's orders in every state. */
export async function prepareShop(cast: Cast): Promise<KnownValues> {
  const { customer, staff } = cast;
  const [buyer, shop] = [handOf(customer), handOf(staff)];
  const products = await spare(() => createProduct(staff, 10_000));
  const paymentMethodId = await addMethod(customer, 'tok_visa');
  return {
    productId: products,
    variantId: products.slice(0, 1),
    userId: [customer.id],
    customerId: [customer.id],
    ...(await prepareCatalogue(cast, shop)),
    ...(await prepareOffers(shop)),
    ...(await prepareOrders(buyer, shop, { products, paymentMethodId })),
    ...(await prepareReviews(buyer, products)),
    ...(await prepareGuestCarts(String(products[0]))),
    ...(await prepareMessages(cast, String(products[0]))),
    ...(await prepareAccounts(cast)),
  };
}

/** What staff change is not what customers buy, and what they archive is not what they change. */
async function prepareCatalogue({ staff }: Cast, shop: Hand): Promise<KnownValues> {
  const managed = await spare(() => createProduct(staff, 100));
  const pictured = await spare(() => createProduct(staff, 100), 1 + SPARE);
  const files = await inParallel(pictured, 1, (productId) => addPicture(shop, productId));
  const { items } = await shop.get<{ items: { id: string; slug: string }[] }>('/api/categories');
  const createCategory = () =>
    shop.post('/api/categories', { name: 'Tried', slug: `tried-${randomUUID()}`, position: 1 });
  const categories = (await spare(createCategory, 1 + SPARE)).map(({ id }) => id);
  // A file whose only product is refused, so that there are faults to read.
  const file = Buffer.from('{}\n');
  const sent = await shop.upload<{ id: string }>('/api/catalogue/imports', 'application/x-ndjson', file);
  return {
    importId: [sent.id],
    'managed.productId': managed,
    // Those without options are their own only variant.
    'managed.variantId': managed,
    'archiveProduct.productId': await spare(() => createProduct(staff, 100)),
    file: files.slice(0, 1),
    'getProductImage.productId': pictured.slice(0, 1),
    'listProductImages.productId': pictured.slice(0, 1),
    'editProductImage.productId': pictured.slice(0, 1),
    'deleteProductImage.productId': pictured.slice(1),
    categoryId: items.slice(0, 3).map(({ id }) => id),
    ...(await prepareVariants(shop, String(items[0]?.id))),
    parentId: items.slice(0, 1).map(({ id }) => id),
    category: items.slice(0, 3).map(({ slug }) => slug),
    'editCategory.categoryId': categories.slice(0, 1),
    'deleteCategory.categoryId': categories.slice(1),
  };
}

/** Coupons and ways of shipping. */
async function prepareOffers(shop: Hand): Promise<KnownValues> {
  const coupons = await spare(
    () => shop.post<{ id: string; code: string }>('/api/coupons', newCoupon()),
    1 + SPARE,
  );
  const methods = await spare(() => shop.post('/api/shipping-methods', newShippingMethod()), 1 + SPARE);
  const ids = methods.map(({ id }) => id);
  return {
    couponId: coupons.slice(0, 1).map(({ id }) => id),
    'deleteCoupon.couponId': coupons.slice(1).map(({ id }) => id),
    couponCode: coupons.slice(0, 1).map(({ code }) => code),
    'setCartCoupon.code': coupons.slice(0, 1).map(({ code }) => code),
    shippingMethodId: ids.slice(0, 1),
    'getShippingMethod.methodId': ids.slice(0, 1),
    'editShippingMethod.methodId': ids.slice(0, 1),
    'deleteShippingMethod.methodId': ids.slice(1),
  };
}

/** A review is one for each buyer and product, and only of what was bought: one to keep, one to delete, one to write. */
async function prepareReviews(buyer: Hand, products: readonly string[]): Promise<KnownValues> {
  const [kept, deleted] = await inParallel(products.slice(0, 2), 2, (productId) =>
    waitFor('The right to review', () =>
      buyer
        .post(`/api/products/${productId}/reviews`, {
          rating: 5,
          title: 'Good',
          body: 'It does what it should.',
        })
        .catch(() => undefined),
    ),
  );
  return {
    reviewId: [kept?.id],
    'deleteReview.reviewId': [deleted?.id],
    'writeReview.productId': products.slice(2),
  };
}
