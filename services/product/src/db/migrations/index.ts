import { Migration20261124060249_initial } from './Migration20261124060249_initial';
import { Migration20261124084828_reviews_by_buyers } from './Migration20261124084828_reviews_by_buyers';
import { Migration20261124090240_uploaded_images } from './Migration20261124090240_uploaded_images';
import { Migration20261124092753_product_tags } from './Migration20261124092753_product_tags';
import { Migration20261124094839_variants } from './Migration20261124094839_variants';
import { Migration20261124102600_search_and_files } from './Migration20261124102600_search_and_files';
import { Migration20261124124113_event_audit } from './Migration20261124124113_event_audit';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124060249_initial', class: Migration20261124060249_initial }, { name: 'Migration20261124084828_reviews_by_buyers', class: Migration20261124084828_reviews_by_buyers }, { name: 'Migration20261124090240_uploaded_images', class: Migration20261124090240_uploaded_images }, { name: 'Migration20261124092753_product_tags', class: Migration20261124092753_product_tags }, { name: 'Migration20261124094839_variants', class: Migration20261124094839_variants }, { name: 'Migration20261124102600_search_and_files', class: Migration20261124102600_search_and_files }, { name: 'Migration20261124124113_event_audit', class: Migration20261124124113_event_audit }];
