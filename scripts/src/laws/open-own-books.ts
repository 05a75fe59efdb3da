import { loadSecrets, secret } from '../secrets';
import type { Shutdown } from '../shutdown';
import { openBooks, type Books } from './books';

/** Opens the books of the platform of this checkout until the command ends. */
export async function openOwnBooks(shutdown: Shutdown): Promise<Books> {
  const secrets = await loadSecrets();
  return shutdown.start(
    'The books',
    () => openBooks((service) => secret(secrets, service, 'databaseUrl')),
    (books) => books.close(),
  );
}
