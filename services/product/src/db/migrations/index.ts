import { Migration20261124060249_initial } from './Migration20261124060249_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124060249_initial', class: Migration20261124060249_initial }];
