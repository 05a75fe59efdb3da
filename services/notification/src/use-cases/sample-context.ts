import type { TemplateSource } from '../templates/define-template';

/** What a template is filled in with to try it: the example of its variables, and somebody who does not exist. */
export const sampleContext = (
  { key, sample }: Pick<TemplateSource, 'key' | 'sample'>,
  shopUrl: string,
): Record<string, unknown> => ({
  ...sample,
  shopUrl,
  recipient: { name: 'Carla' },
  ...(key === 'password-reset'
    ? { reset: { token: 'rt_sample', expiresAt: '2026-03-01T14:05:00.000Z' } }
    : {}),
});
