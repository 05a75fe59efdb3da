import { runMigrations } from '@sidecart/platform';
import { ormConfig } from './orm';

void runMigrations(ormConfig, process.env['DATABASE_URL']);
