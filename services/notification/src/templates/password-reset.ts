import { Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';

/** The token stands behind the `#`: browsers do not send that part, so it reaches no server's log. */
export const passwordResetTemplate = defineTemplate({
  key: 'password-reset',
  revision: 1,
  variables: Type.Object({ resetId: Uuid }),
  sample: { resetId: '01901c4e-7f3a-7c21-9d3b-5a8e6f10c2d4' },
  subject: 'Choose a new password',
  short: 'Somebody asked for a new password for your account.',
  text: `
Hello {{recipient.name}},

somebody asked for a new password for your account. If it was you, choose one here:

{{shopUrl}}/reset-password#token={{reset.token}}

The link works once, until {{date reset.expiresAt}}. If it was not you, ignore this mail: your password stays as it is.`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>somebody asked for a new password for your account. If it was you,
<a href="{{shopUrl}}/reset-password#token={{reset.token}}">choose one here</a>.</p>
<p>The link works once, until {{date reset.expiresAt}}. If it was not you, ignore this mail: your password stays as it is.</p>`,
});
