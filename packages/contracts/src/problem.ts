import { Type, type Static } from '@sinclair/typebox';

export const FieldFault = Type.Object({
  in: Type.String({ description: 'Where the value came from: body, query, path or header.' }),
  pointer: Type.String({ description: 'A JSON pointer to the value (body), or the name of the parameter.' }),
  detail: Type.String({ description: 'What is wrong with it.' }),
});
export type FieldFault = Static<typeof FieldFault>;

/** RFC 9457 problem details: the only form an error takes. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A stable URI that names the kind of problem: /problems/<code>.' }),
    title: Type.String({ description: 'The kind of problem, in words.' }),
    status: Type.Integer({ description: 'The HTTP status.' }),
    code: Type.String({ description: 'The last segment of type, for programs.' }),
    detail: Type.String({ description: 'What happened this time.' }),
    instance: Type.Optional(Type.String({ description: 'The id of the request.' })),
    errors: Type.Optional(Type.Array(FieldFault, { description: 'The faulty fields, if any.' })),
  },
  { $id: 'Problem', description: 'RFC 9457 problem details.' },
);
export type Problem = Static<typeof Problem>;
