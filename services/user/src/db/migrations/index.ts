import { Migration20261124060048_initial } from './Migration20261124060048_initial';
import { Migration20261124090711_phone_number } from './Migration20261124090711_phone_number';
import { Migration20261124124102_event_audit } from './Migration20261124124102_event_audit';

/** Every migration, oldest first. */
export const migrations = [{ name: 'Migration20261124060048_initial', class: Migration20261124060048_initial }, { name: 'Migration20261124090711_phone_number', class: Migration20261124090711_phone_number }, { name: 'Migration20261124124102_event_audit', class: Migration20261124124102_event_audit }];
