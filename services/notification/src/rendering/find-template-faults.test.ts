import fc from 'fast-check';
import { compile } from './engine';
import { findActiveContent } from './find-active-content';
import { findTemplateFaults } from './find-template-faults';
import type { Schema } from './schema-walk';

const text: Schema = { type: 'string' };
const schema: Schema = {
  type: 'object',
  properties: {
    name: text,
    amount: { type: 'integer' },
    note: { anyOf: [text, { type: 'null' }] },
    total: { type: 'object', properties: { amountMinor: { type: 'integer' }, currency: text } },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { sku: text, options: { type: 'object', patternProperties: { '^(.*)$': text } } },
      },
    },
  },
};
const values = {
  name: 'Carla',
  amount: 1,
  note: null,
  total: { amountMinor: 1_250, currency: 'EUR' },
  lines: [
    { sku: 'A', options: { size: 'M' } },
    { sku: 'B', options: {} },
  ],
};

describe('what a template may be', () => {
  it.each([
    ['plain text', 'plain text'],
    ['{{name}}, {{this.name}} {{total.currency}}', 'Carla, Carla EUR'],
    ['{{money total.amountMinor total.currency}}', '€12.50'],
    ['{{#if note}}{{note}}{{else if (eq name "Carla")}}C{{else}}-{{/if}}', 'C'],
    ['{{#unless note}}none{{/unless}}', 'none'],
    [
      '{{#each lines}}{{@index}}{{sku}}{{../name}}{{#each options}} {{@key}}={{this}}{{else}} plain{{/each}};{{/each}}',
      '0ACarla size=M;1BCarla plain;',
    ],
    ['{{! a comment }}x', 'x'],
  ])('%s', (source, rendered) => {
    expect(findTemplateFaults(source, schema)).toEqual([]);
    expect(compile(source, 'text')(values)).toBe(rendered);
  });
});

describe('what a template may not do', () => {
  it.each([
    ['ask for what there is not', '{{surname}}'],
    ['ask for what there is not inside of what there is', '{{total.tax}}'],
    ['ask for more than there is around it', '{{../name}}'],
    ['write a list', '{{lines}}'],
    ['reach a constructor', '{{constructor.name}}'],
    ['reach a constructor in between', '{{name.constructor.constructor}}'],
    ['reach a prototype', '{{__proto__.polluted}}'],
    ['reach a prototype by brackets', '{{total.[__proto__]}}'],
    ['look something up by name', '{{lookup this "constructor"}}'],
    ['hand a lookup on', '{{#if (lookup this "name")}}x{{/if}}'],
    ['change what it is about', '{{#with total}}{{currency}}{{/with}}'],
    ['write into logs', '{{log name}}'],
    ['write without escaping', '{{{name}}}'],
    ['write without escaping by an ampersand', '{{&name}}'],
    ['include a part', '{{> header}}'],
    ['define a part that includes itself', '{{#*inline "a"}}{{> a}}{{> a}}{{/inline}}{{> a}}'],
    ['take a block as a part', '{{#> layout}}x{{/layout}}'],
    ['decorate', '{{* decorate}}'],
    ['call by a block what is no block', '{{#name}}x{{/name}}'],
    ['call by an inverse block', '{{^lines}}x{{/lines}}'],
    ['name what it repeats', '{{#each lines as |line|}}{{line.sku}}{{/each}}'],
    ['repeat what is no list', '{{#each name}}x{{/each}}'],
    [
      'repeat loops within loops',
      '{{#each lines}}{{#each ../lines}}{{#each ../../lines}}x{{/each}}{{/each}}{{/each}}',
    ],
    ['nest without end', '{{#if name}}'.repeat(50) + '{{/if}}'.repeat(50)],
    ['use data of a loop outside of it', '{{@index}}'],
    ['reach the root', '{{#each lines}}{{@root.name}}{{/each}}'],
    ['reach what is left to do', '{{#each lines}}{{@budget.iterations}}{{/each}}'],
    ['call with named values', '{{money amount name code="x"}}'],
    ['call with too little', '{{money amount}}'],
    ['call within a call within a call', '{{#if (eq (eq name "x") "y")}}z{{/if}}'],
    ['call what is not there', '{{shell name}}'],
    ['call a name in quotes', '{{"money"}}'],
    ['be unfinished', '{{#if name}}'],
  ])('%s', (_what, source) => {
    expect(findTemplateFaults(source, schema)).not.toEqual([]);
  });

  it('and says where', () => {
    expect(findTemplateFaults('Hello\n  {{surname}}', schema)).toEqual([
      'line 2, column 5: there is no surname here',
    ]);
  });

  it('pass the checks and still not be rendered, whatever it is made of', () => {
    const piece = fc.constantFrom(
      ...[
        '{{name}}',
        '{{note}}',
        '{{total.currency}}',
        '{{sku}}',
        '{{this}}',
        '{{../name}}',
        '{{@key}}',
        '{{{name}}}',
      ],
      ...[
        '{{#each lines}}',
        '{{#each options}}',
        '{{/each}}',
        '{{#if note}}',
        '{{else}}',
        '{{/if}}',
        ' x ',
        '{{lines}}',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = pieces.join('');
        if (findTemplateFaults(source, schema).length > 0) return;
        expect(compile(source, 'html')(values)).not.toMatch(/\[object|undefined/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('write without measure', () => {
    const many = { lines: Array.from({ length: 100 }, () => ({ sku: 'x', options: {} })) };
    const nested = '{{#each lines}}{{#each ../lines}}{{sku}}{{/each}}{{/each}}';
    expect(findTemplateFaults(nested, schema)).toEqual([]);
    expect(() => compile(nested, 'text')(many)).toThrow(/too much/);
    const long = `{{#each lines}}${'x'.repeat(10_000)}{{/each}}`;
    expect(() => compile(long, 'text')(many)).toThrow(/too much/);
  });
});

describe('findActiveContent', () => {
  it.each([
    '<script>alert(1)</script>',
    '< SCRIPT src=x>',
    '<img src="x" onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    "<a href=' data:text/html,x'>x</a>",
    '<form action="https://evil.example">',
    '<svg/onload=alert(1)>',
    '<a href={{name}}>x</a>',
    '<a class="x" href = {{name}}>x</a>',
    '<base href="https://evil.example">',
  ])('finds %s', (html) => expect(findActiveContent(html)).not.toEqual([]));

  it.each([
    '<p>script on = 1</p>',
    '<a href="{{shopUrl}}/orders?a={{name}}">on</a>',
    '<td style="text-align:right">x</td>',
  ])('leaves %s alone', (html) => expect(findActiveContent(html)).toEqual([]));
});
