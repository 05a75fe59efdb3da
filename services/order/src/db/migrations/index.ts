import { Migration20261124060131_initial } from './Migration20261124060131_initial';
import { Migration20261124084642_totals } from './Migration20261124084642_totals';
import { Migration20261124085429_life } from './Migration20261124085429_life';
import { Migration20261124091834_checkout } from './Migration20261124091834_checkout';
import { Migration20261124093949_carts } from './Migration20261124093949_carts';
import { Migration20261124124121_event_audit } from './Migration20261124124121_event_audit';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124060131_initial', class: Migration20261124060131_initial }, { name: 'Migration20261124084642_totals', class: Migration20261124084642_totals }, { name: 'Migration20261124085429_life', class: Migration20261124085429_life }, { name: 'Migration20261124091834_checkout', class: Migration20261124091834_checkout }, { name: 'Migration20261124093949_carts', class: Migration20261124093949_carts }, { name: 'Migration20261124124121_event_audit', class: Migration20261124124121_event_audit }];
