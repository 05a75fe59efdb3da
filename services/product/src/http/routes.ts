import { addVariantRoute } from './add-variant';
import { adjustStockRoute } from './adjust-stock';
import { archiveProductRoute } from './archive-product';
import { archiveVariantRoute } from './archive-variant';
import { createCategoryRoute } from './create-category';
import { createProductRoute } from './create-product';
import { deleteCategoryRoute } from './delete-category';
import { deleteImageRoute } from './delete-image';
import { deleteReviewRoute } from './delete-review';
import { editCategoryRoute } from './edit-category';
import { editImageRoute } from './edit-image';
import { editProductRoute } from './edit-product';
import { editReviewRoute } from './edit-review';
import { editVariantRoute } from './edit-variant';
import { extendHoldRoute } from './extend-hold';
import { exportCsvRoute } from './export-csv';
import { exportNdjsonRoute } from './export-ndjson';
import { getFacetsRoute } from './get-facets';
import { getImageRoute } from './get-image';
import { getImportRoute } from './get-import';
import { getInventoryRoute } from './get-inventory';
import { getProductRoute } from './get-product';
import { getReviewRoute } from './get-review';
import { holdStockRoute } from './hold-stock';
import { listAllProductsRoute } from './list-all-products';
import { listAllReviewsRoute } from './list-all-reviews';
import { listCategoriesRoute } from './list-categories';
import { listImagesRoute } from './list-images';
import { listLowStockRoute } from './list-low-stock';
import { listMovementsRoute } from './list-movements';
import { listOwnReviewsRoute } from './list-own-reviews';
import { listImportFaultsRoute } from './list-import-faults';
import { listImportsRoute } from './list-imports';
import { listProductsRoute } from './list-products';
import { listReviewsRoute } from './list-reviews';
import { listTagsRoute } from './list-tags';
import { moderateReviewRoute } from './moderate-review';
import { orderVariantsRoute } from './order-variants';
import { quoteProductsRoute } from './quote-products';
import { receiveStockRoute } from './receive-stock';
import { setTagsRoute } from './set-tags';
import { setThresholdRoute } from './set-threshold';
import { startImportRoute } from './start-import';
import { uploadImageRoute } from './upload-image';
import { writeReviewRoute } from './write-review';

/** All that can be asked of the product service. */
export const routes = [
  listProductsRoute,
  listAllProductsRoute,
  getFacetsRoute,
  getProductRoute,
  createProductRoute,
  editProductRoute,
  archiveProductRoute,
  setTagsRoute,
  listTagsRoute,
  listImagesRoute,
  uploadImageRoute,
  getImageRoute,
  editImageRoute,
  deleteImageRoute,
  addVariantRoute,
  editVariantRoute,
  archiveVariantRoute,
  orderVariantsRoute,
  listReviewsRoute,
  writeReviewRoute,
  listAllReviewsRoute,
  // Before the one whose path it would be taken for.
  listOwnReviewsRoute,
  getReviewRoute,
  editReviewRoute,
  deleteReviewRoute,
  moderateReviewRoute,
  getInventoryRoute,
  receiveStockRoute,
  adjustStockRoute,
  setThresholdRoute,
  listMovementsRoute,
  listLowStockRoute,
  listCategoriesRoute,
  createCategoryRoute,
  editCategoryRoute,
  deleteCategoryRoute,
  startImportRoute,
  listImportsRoute,
  getImportRoute,
  listImportFaultsRoute,
  exportCsvRoute,
  exportNdjsonRoute,
  quoteProductsRoute,
  holdStockRoute,
  extendHoldRoute,
];
