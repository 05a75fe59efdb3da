import { Migration20261124062334_initial } from './Migration20261124062334_initial';
import { Migration20261124084403_stripe_methods } from './Migration20261124084403_stripe_methods';
import { Migration20261124085701_authorisation } from './Migration20261124085701_authorisation';
import { Migration20261124094013_sandbox_moved_out } from './Migration20261124094013_sandbox_moved_out';
import { Migration20261124124126_event_audit } from './Migration20261124124126_event_audit';
import { Migration20261124134936_traces } from './Migration20261124134936_traces';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124062334_initial', class: Migration20261124062334_initial }, { name: 'Migration20261124084403_stripe_methods', class: Migration20261124084403_stripe_methods }, { name: 'Migration20261124085701_authorisation', class: Migration20261124085701_authorisation }, { name: 'Migration20261124094013_sandbox_moved_out', class: Migration20261124094013_sandbox_moved_out }, { name: 'Migration20261124124126_event_audit', class: Migration20261124124126_event_audit }, { name: 'Migration20261124134936_traces', class: Migration20261124134936_traces }];
