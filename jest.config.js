const shared = {
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.dapr/'],
  modulePathIgnorePatterns: ['/dist/', '/.sidecart/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          transform: { useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^@sidecart/(contracts|platform|testing)$': '<rootDir>/packages/$1/src' },
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'fast',
      testMatch: ['<rootDir>/{packages,services,scripts}/**/*.test.ts'],
      globalSetup: '<rootDir>/packages/testing/src/global-setup.ts',
      globalTeardown: '<rootDir>/packages/testing/src/global-teardown.ts',
    },
    // Measurements that need a database and no platform: npm run bench:search.
    {
      ...shared,
      displayName: 'bench',
      testMatch: ['<rootDir>/services/**/*.bench.ts'],
      globalSetup: '<rootDir>/packages/testing/src/global-setup.ts',
      globalTeardown: '<rootDir>/packages/testing/src/global-teardown.ts',
    },
    // Journeys through the gateway of a running platform: see scripts/src/test.ts.
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/e2e/**/*.test.ts'] },
    // What the component set COMPONENT_SET promises, on its servers and on sidecars: npm run test:components.
    { ...shared, displayName: 'components', testMatch: ['<rootDir>/components/test/**/*.test.ts'] },
  ],
  testTimeout: 30_000,
  // Two workers: a PostgreSQL server and the tests' own servers want the rest of a small machine.
  maxWorkers: 2,
};
