import { createPushOptions } from './push-options';
import { isPublicAddress, lookupPublic } from './public-addresses';

const { isAllowed } = createPushOptions('key', ['fcm.googleapis.com', '.push.apple.com']);

describe('where browsers may be written to', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/x',
    'https://web.push.apple.com/x',
    'https://FCM.googleapis.com/x',
  ])('%s', (endpoint) => expect(isAllowed(endpoint)).toBe(true));

  it.each([
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'https://user:pass@fcm.googleapis.com/x',
    'https://fcm.googleapis.com@evil.example/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evilpush.apple.com/x',
    'https://push.apple.com/x',
    'https://evil.example/?fcm.googleapis.com',
    'https://evil.example/#.push.apple.com',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://[::1]/x',
    'https://localhost/x',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://fcm.googleapis.com/x#y',
    `https://fcm.googleapis.com/${'x'.repeat(1_000)}`,
    'nonsense',
  ])('not %s', (endpoint) => expect(isAllowed(endpoint)).toBe(false));
});

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '2a00:1450:4001:80b::200e', '192.167.1.1'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.1',
      '169.254.169.254',
    ],
    ...[
      '100.64.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
    ],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '::127.0.0.1',
    ],
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('lookupPublic', () => {
  it.each([{ all: true }, { all: false }])(
    'finds nothing under a name that means this machine (%j)',
    async (options) => {
      const error = await new Promise((resolve) => lookupPublic('localhost', options, resolve));
      expect(error).toMatchObject({ code: 'ENOTPUBLIC' });
    },
  );
});
