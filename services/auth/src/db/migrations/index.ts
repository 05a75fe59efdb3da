import { Migration20261124061323_initial } from './Migration20261124061323_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124061323_initial', class: Migration20261124061323_initial }];
