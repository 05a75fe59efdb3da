import { spawnSync } from 'node:child_process';
import { REPOSITORY } from './paths';

interface AuditReport {
  readonly error?: { readonly summary?: string };
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
}

/**
 * Fails when a package that runs in production has a known vulnerability that is high or critical. A registry without
 * advisories (a mirror, say) is told of, not mistaken for a clean bill.
 */
function main(): void {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  const { error, metadata } = JSON.parse(stdout) as AuditReport;
  if (error !== undefined || metadata === undefined) {
    console.warn('Not audited: this registry gives no advisories.');
    return;
  }
  const { high = 0, critical = 0 } = metadata.vulnerabilities;
  console.log(`Production packages: ${critical} critical and ${high} high vulnerabilities.`);
  process.exitCode = high + critical === 0 ? 0 : 1;
}

main();
