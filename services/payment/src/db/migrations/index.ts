import { Migration20261124062334_initial } from './Migration20261124062334_initial';
import { Migration20261124084403_stripe_methods } from './Migration20261124084403_stripe_methods';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124062334_initial', class: Migration20261124062334_initial }, { name: 'Migration20261124084403_stripe_methods', class: Migration20261124084403_stripe_methods }];
