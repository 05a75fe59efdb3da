import { connectSidecar, type Sidecar } from '../src';
import { startHttpSidecar, type HttpSidecar } from './http-sidecar';

const TOKEN = 'the-api-token-of-the-sidecar';

let server: HttpSidecar;
let sidecar: Sidecar;

beforeAll(async () => {
  server = await startHttpSidecar();
  sidecar = connectSidecar({ port: server.port, apiToken: TOKEN });
});

afterAll(async () => {
  await sidecar.close();
  await server.close();
});

describe('an output binding', () => {
  const call = {
    name: 'images',
    operation: 'create',
    metadata: { key: 'a' },
    data: 'eA==',
    timeoutMs: 2_000,
  };

  it('is asked through the own sidecar and its answer comes back byte for byte', async () => {
    server.answer(200, 'ÿ');
    expect(await sidecar.invokeBinding(call)).toEqual(Buffer.from('ÿ'));
    expect(server.received.at(-1)).toMatchObject({
      method: 'POST',
      path: '/v1.0/bindings/images',
      headers: { 'dapr-api-token': TOKEN },
      body: { operation: 'create', metadata: { key: 'a' }, data: 'eA==' },
    });
  });

  it('that fails is told apart from a sidecar that is not there', async () => {
    server.answer(500, '{"errorCode":"ERR_INVOKE_OUTPUT_BINDING"}');
    await expect(sidecar.invokeBinding(call)).rejects.toMatchObject({ binding: 'images', status: 500 });
    server.respond = () => undefined;
    await expect(sidecar.invokeBinding({ ...call, timeoutMs: 100 })).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
