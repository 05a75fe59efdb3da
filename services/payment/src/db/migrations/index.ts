import { Migration20261124062334_initial } from './Migration20261124062334_initial';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124062334_initial', class: Migration20261124062334_initial }];
