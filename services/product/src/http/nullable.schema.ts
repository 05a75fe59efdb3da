import { Type, type TSchema } from '@sinclair/typebox';

export const Nullable = <S extends TSchema>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description });
