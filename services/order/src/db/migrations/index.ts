import { Migration20261124055203_initial } from './Migration20261124055203_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124055203_initial', class: Migration20261124055203_initial }];
