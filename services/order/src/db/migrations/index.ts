import { Migration20261124060131_initial } from './Migration20261124060131_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124060131_initial', class: Migration20261124060131_initial }];
