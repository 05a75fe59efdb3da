import { Migration20261124063722_initial } from './Migration20261124063722_initial';
import { Migration20261124090517_channels } from './Migration20261124090517_channels';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124063722_initial', class: Migration20261124063722_initial }, { name: 'Migration20261124090517_channels', class: Migration20261124090517_channels }];
