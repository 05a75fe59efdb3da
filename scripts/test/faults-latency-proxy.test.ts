import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from '@sidecart/testing';
import { startLatencyProxy, type LatencyProxy } from '../src/faults/devices/latency-proxy';

let server: Server;
let proxy: LatencyProxy;
let clients: Socket[];

interface Conversation {
  readonly socket: Socket;
  heard: string;
  ended: 'open' | 'closed' | 'reset';
}

function call(): Conversation {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  const conversation: Conversation = { socket, heard: '', ended: 'open' };
  socket.on('data', (bytes) => void (conversation.heard += bytes.toString()));
  socket.on('error', () => void (conversation.ended = 'reset'));
  socket.on('close', () => {
    if (conversation.ended === 'open') conversation.ended = 'closed';
  });
  return conversation;
}

beforeEach(async () => {
  clients = [];
  server = createServer((socket) => {
    socket.on('data', (bytes) => void socket.write(`<${bytes.toString()}>`));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: targetPort } = server.address() as AddressInfo;
  proxy = await startLatencyProxy({ port: 0, targetPort });
});

afterEach(async () => {
  clients.forEach((socket) => socket.destroy());
  await proxy.stop();
  await new Promise((resolve) => server.close(resolve));
});

describe('the way to a database', () => {
  it('keeps answers back for as long as it is told to, and in their order', async () => {
    const conversation = call();
    proxy.slow(300);
    const startedAt = performance.now();
    conversation.socket.write('a');
    await eventually(() => expect(conversation.heard).toBe('<a>'));
    expect(performance.now() - startedAt).toBeGreaterThan(290);
    conversation.socket.write('b');
    // The next answer is not kept back and still comes after the one that is.
    await eventually(() => expect(conversation.socket.bytesWritten).toBe(2));
    proxy.slow(0);
    conversation.socket.write('c');
    await eventually(() => expect(conversation.heard.replaceAll(/[<>]/g, '')).toBe('abc'));
  });

  it('lets go what it kept back once it is healed', async () => {
    const conversation = call();
    proxy.slow(60_000);
    conversation.socket.write('a');
    await eventually(() => expect(conversation.socket.bytesWritten).toBe(1));
    await proxy.heal();
    conversation.socket.write('b');
    await eventually(() => expect(conversation.heard.replaceAll(/[<>]/g, '')).toBe('ab'));
  });

  it('refuses connections and resets those there are, and takes new ones on the same port later', async () => {
    const before = call();
    before.socket.write('a');
    await eventually(() => expect(before.heard).toBe('<a>'));
    await proxy.refuse();
    await eventually(() => expect(before.ended).toBe('reset'));
    const during = call();
    await eventually(() => expect(during.ended).toBe('reset'));
    await proxy.heal();
    const after = call();
    after.socket.write('b');
    await eventually(() => expect(after.heard).toBe('<b>'));
  });

  it('accepts connections and never answers while it hangs', async () => {
    const before = call();
    before.socket.write('a');
    await eventually(() => expect(before.heard).toBe('<a>'));
    proxy.hang();
    const during = call();
    await eventually(() => expect(during.socket.readyState).toBe('open'));
    during.socket.write('b');
    before.socket.write('c');
    const isLate = () => expect(`${during.heard}${before.heard}`).not.toBe('<a>');
    await expect(eventually(isLate, 300)).rejects.toThrow();
    await proxy.heal();
    await eventually(() => expect([before.heard, during.heard]).toEqual(['<a><c>', '<b>']));
  });

  it('cuts every connection there is, and takes new ones', async () => {
    const conversations = [call(), call()];
    await eventually(() =>
      expect(conversations.map(({ socket }) => socket.readyState)).toEqual(['open', 'open']),
    );
    conversations.forEach(({ socket }) => socket.write('a'));
    await eventually(() => expect(conversations.map(({ heard }) => heard)).toEqual(['<a>', '<a>']));
    proxy.cut();
    await eventually(() => expect(conversations.map(({ ended }) => ended)).toEqual(['reset', 'reset']));
    const after = call();
    after.socket.write('b');
    await eventually(() => expect(after.heard).toBe('<b>'));
  });

  it('tells the server when a client has gone', async () => {
    const gone = new Promise((resolve) =>
      server.once('connection', (socket) => socket.once('close', resolve)),
    );
    const { socket } = call();
    await eventually(() => expect(socket.readyState).toBe('open'));
    socket.destroy();
    await gone;
  });
});
