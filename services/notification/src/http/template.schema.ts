import { StrictObject, StringEnum, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { TEMPLATE_ORIGINS } from '../domain/template';
import { KindField } from './notification.schema';

export const Locale = Type.String({
  pattern: '^[a-z]{2,3}$',
  description: 'The language, as ISO 639 has it.',
  examples: ['en'],
});

export const Version = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'Counts the versions of a kind in a language.',
  examples: [2],
});

export const TemplateKindPath = Type.Object({ kind: KindField });
export const TemplatePath = Type.Object({ kind: KindField, locale: Locale });

/** One line: a line break in a subject would begin a header of its own. */
const Line = (maxLength: number, description: string, example: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\r\\n]+$', description, examples: [example] });

const texts = {
  subject: Line(300, 'The Handlebars source of the subject.', 'Your order {{orderNumber}} is on its way'),
  text: Type.String({
    minLength: 1,
    maxLength: 20_000,
    description: 'The Handlebars source of the mail as plain text.',
    examples: ['Hello {{recipient.name}}, your order {{orderNumber}} has left.'],
  }),
  html: Type.String({
    minLength: 1,
    maxLength: 50_000,
    description: 'The Handlebars source of the mail as HTML.',
    examples: ['<p>Hello {{recipient.name}}, your order <b>{{orderNumber}}</b> has left.</p>'],
  }),
  short: Line(
    400,
    'The Handlebars source of what text messages, browsers and the inbox show.',
    'Your order {{orderNumber}} has left.',
  ),
};

export const TemplateTextsBody = StrictObject(texts, { description: 'The texts, instead of saved ones.' });

export const NewTemplateBody = StrictObject({
  locale: Locale,
  ...texts,
  note: Type.Optional(TextLine(200, 'Why there is this version.')),
  activate: Type.Boolean({ default: false, description: 'Whether to write with it from now on.' }),
});

export const ActiveVersionBody = StrictObject({ version: Version });

export const TemplateView = Type.Object({
  key: KindField,
  locale: Locale,
  version: Version,
  origin: StringEnum(TEMPLATE_ORIGINS, { description: 'Who wrote it.' }),
  revision: Type.Integer({ description: 'Which set of variables it is written for.', examples: [1] }),
  active: Type.Boolean({ description: 'Whether notifications are written with it.' }),
  ...texts,
  variables: Type.Unsafe<object>({
    type: 'object',
    description: 'The JSON Schema of what it is filled in with.',
  }),
  createdAt: Timestamp,
  createdBy: Type.Union([Uuid, Type.Null()], { description: 'Who of the staff wrote it.' }),
  note: Type.Union([Type.String(), Type.Null()], { description: 'Why there is this version.' }),
});
export type TemplateView = Static<typeof TemplateView>;

export const TemplateList = Type.Object({
  items: Type.Array(TemplateView, { description: 'One for each kind and language, by key and language.' }),
});

export const TemplatePage = PageOf(TemplateView);

export const PreviewBody = StrictObject({
  locale: Type.Optional(Locale),
  version: Type.Optional(Version),
  texts: Type.Optional(TemplateTextsBody),
  variables: Type.Optional(
    Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      maxProperties: 50,
      description: 'What to fill it in with; an example if it is left out.',
    }),
  ),
});
export type PreviewBody = Static<typeof PreviewBody>;

export const PreviewView = Type.Object({
  subject: Type.String({ description: 'The subject of the mail.' }),
  text: Type.String({ description: 'The mail as plain text.' }),
  html: Type.String({ description: 'The mail as HTML.' }),
  sms: Type.String({ description: 'The text message.' }),
  push: Type.Object(
    {
      title: Type.String({ description: 'The line it begins with.' }),
      body: Type.String({ description: 'What it says.' }),
      url: Type.String({ description: 'Where it leads to.' }),
    },
    { description: 'What a browser shows.' },
  ),
});
