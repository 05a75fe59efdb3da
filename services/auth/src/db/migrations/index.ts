import { Migration20261124061323_initial } from './Migration20261124061323_initial';
import { Migration20261124124050_event_audit } from './Migration20261124124050_event_audit';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124061323_initial', class: Migration20261124061323_initial }, { name: 'Migration20261124124050_event_audit', class: Migration20261124124050_event_audit }];
