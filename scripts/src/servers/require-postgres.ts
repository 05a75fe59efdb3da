import { connect } from 'node:net';
import { INFRASTRUCTURE_PORTS } from './infrastructure-ports';
import { PlainError } from '../plain-error';

/** Refuses to go on when the embedded PostgreSQL does not run. */
export async function requirePostgres(): Promise<void> {
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(INFRASTRUCTURE_PORTS.postgres, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
  if (!answers) {
    throw new PlainError(
      `PostgreSQL does not answer on port ${INFRASTRUCTURE_PORTS.postgres}; start it with npm run infra or npm start.`,
    );
  }
}
