import { adjustStockRoute } from './adjust-stock';
import { archiveProductRoute } from './archive-product';
import { createCategoryRoute } from './create-category';
import { createProductRoute } from './create-product';
import { editCategoryRoute } from './edit-category';
import { editProductRoute } from './edit-product';
import { getImageRoute } from './get-image';
import { getInventoryRoute } from './get-inventory';
import { getProductRoute } from './get-product';
import { holdStockRoute } from './hold-stock';
import { listCategoriesRoute } from './list-categories';
import { listProductsRoute } from './list-products';
import { listReviewsRoute } from './list-reviews';
import { quoteProductsRoute } from './quote-products';
import { writeReviewRoute } from './write-review';

/** All that can be asked of the product service. */
export const routes = [
  listProductsRoute,
  getProductRoute,
  getImageRoute,
  createProductRoute,
  editProductRoute,
  archiveProductRoute,
  listReviewsRoute,
  writeReviewRoute,
  getInventoryRoute,
  adjustStockRoute,
  listCategoriesRoute,
  createCategoryRoute,
  editCategoryRoute,
  quoteProductsRoute,
  holdStockRoute,
];
