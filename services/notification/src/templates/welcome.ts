import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';

export const welcomeTemplate = defineTemplate({
  key: 'welcome',
  revision: 1,
  variables: Type.Object({}),
  sample: {},
  subject: 'Welcome to Sidecart',
  short: 'Your account is ready.',
  text: `
Hello {{recipient.name}},

your account is ready. Have a look around: {{shopUrl}}

If you did not open an account, somebody gave your address by mistake, and you can ignore this mail.`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>your account is ready. <a href="{{shopUrl}}">Have a look around</a>.</p>
<p>If you did not open an account, somebody gave your address by mistake, and you can ignore this mail.</p>`,
});
