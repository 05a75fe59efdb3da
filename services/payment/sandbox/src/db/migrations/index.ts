import { Migration20261124085032_initial } from './Migration20261124085032_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124085032_initial', class: Migration20261124085032_initial }];
