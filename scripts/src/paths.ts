import path from 'node:path';

/** The checkout. */
export const REPOSITORY = path.resolve(__dirname, '..', '..');

/** What this machine keeps between runs; git ignores it. */
export const STATE_FOLDER = path.join(REPOSITORY, '.sidecart');

/** Passwords, keys and connection strings, by service; the Dapr component `secrets` reads it. */
export const SECRETS_FILE = path.join(STATE_FOLDER, 'secrets.json');

/** Shell assignments for a terminal in which `dapr run` is started by hand. */
export const ENVIRONMENT_FILE = path.join(STATE_FOLDER, 'env');

/** The processes of the present run. */
export const RUN_RECORD_FILE = path.join(STATE_FOLDER, 'run.json');

/** Where a log is looked for when something went wrong. */
export const LOG_FOLDER = path.join(STATE_FOLDER, 'logs');

/** Where the sidecars find each other. */
export const NAME_RESOLUTION_FILE = path.join(STATE_FOLDER, 'name-resolution.db');

/** Events that no consumer could handle. */
export const DEAD_LETTER_FILE = path.join(STATE_FOLDER, 'dead-letters.ndjson');

/** The broker's sessions and events. */
export const BROKER_FOLDER = path.join(STATE_FOLDER, 'mqtt');

/** What `dapr run -f` starts. */
export const RUN_FILE = path.join(REPOSITORY, 'dapr.yaml');

/** The same for another component set, or with a storm between the sidecars and the services. */
export const OWN_RUN_FILE = path.join(STATE_FOLDER, 'dapr.yaml');

/** What can stand behind the sidecars. */
export const COMPONENTS_FOLDER = path.join(REPOSITORY, 'components');

/** Who subscribes to what. */
export const SUBSCRIPTIONS_FILE = path.join(COMPONENTS_FOLDER, 'common', 'subscriptions.yaml');

/** The exchanges and queues that RabbitMQ is to have. */
export const RABBITMQ_DEFINITIONS_FILE = path.join(COMPONENTS_FOLDER, 'rabbitmq', 'definitions.json');

/** The people a fresh platform has. */
export const PEOPLE_FILE = path.join(REPOSITORY, 'scripts', 'seed', 'people.json');
