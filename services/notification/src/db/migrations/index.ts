import { Migration20261124063722_initial } from './Migration20261124063722_initial';
import { Migration20261124090517_channels } from './Migration20261124090517_channels';
import { Migration20261124124130_event_audit } from './Migration20261124124130_event_audit';

/** Every migration, oldest first. */
export const migrations = [
  { name: 'Migration20261124063722_initial', class: Migration20261124063722_initial },
  { name: 'Migration20261124090517_channels', class: Migration20261124090517_channels },
  { name: 'Migration20261124124130_event_audit', class: Migration20261124124130_event_audit },
];
