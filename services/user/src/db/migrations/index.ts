import { Migration20261124060048_initial } from './Migration20261124060048_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124060048_initial', class: Migration20261124060048_initial }];
