import { createServer } from 'node:http';
import { createCaughtTexts } from './servers/caught-texts';
import { handleInboxRequest } from './servers/mail-inbox';

/** Takes text messages on HOST and PORT as the mail catcher of a laptop does, for a platform whose mail another program catches. */
const texts = createCaughtTexts();
const server = createServer((request, response) => {
  void handleInboxRequest(request, response, { mails: [], texts });
});
server.listen(Number(process.env['PORT']), process.env['HOST']);
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
