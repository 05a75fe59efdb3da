import { Migration20261124063722_initial } from './Migration20261124063722_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124063722_initial', class: Migration20261124063722_initial }];
