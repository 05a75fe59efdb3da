export * from './test-database';
export * from './tokens';
export * from './fake-sidecar';
export * from './eventually';
export * from './http-client';
export * from './test-service';
export * from './contract';
export * from './tcp-proxy';
