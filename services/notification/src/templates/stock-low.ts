import { Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';

/** For the staff: one mail for all that ran low within a while. */
export const stockLowTemplate = defineTemplate({
  key: 'stock-low',
  revision: 1,
  variables: Type.Object({
    items: Type.Array(
      Type.Object({
        variantId: Uuid,
        sku: Type.String(),
        name: Type.String(),
        available: Type.Integer(),
        threshold: Type.Integer(),
      }),
    ),
  }),
  sample: {
    items: [
      {
        variantId: '01901c4e-5b2c-7e90-a4d1-6c8e0f2a4b6d',
        sku: 'TSHIRT-BLUE-M',
        name: 'T-shirt',
        available: 3,
        threshold: 5,
      },
    ],
  },
  subject: 'Stock is running low',
  short: 'Stock is running low.',
  text: `
Hello {{recipient.name}},

of these, little or nothing is left to sell:

{{#each items}}
{{sku}} {{name}}: {{available}} left (threshold {{threshold}})
{{/each}}

What ran low is told once a day.`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>of these, little or nothing is left to sell:</p>
<ul>
{{#each items}}
<li><strong>{{sku}}</strong> {{name}}: {{available}} left (threshold {{threshold}})</li>
{{/each}}
</ul>
<p>What ran low is told once a day.</p>`,
});
