import type { Static, TObject, TSchema } from '@sinclair/typebox';
import type { Principal, Role } from '../auth/principal';
import type { DomainError } from '../errors';
import type { Logger } from '../logger';
import type { Content, ContentRule } from './content';
import type { IdempotentRequest } from './idempotency';
import type { Reply } from './reply';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * Who may call: anyone (`public`), anyone but with the caller's identity if there is a token (`optional`), a signed-in
 * person of at least that role, or another service by its app id.
 */
export type Access = 'public' | 'optional' | Role | { readonly services: readonly string[] };

/** The principal a handler receives, by the access its route declares. */
type PrincipalFor<A extends Access> = A extends Role
  ? Principal
  : A extends 'optional'
    ? Principal | undefined
    : undefined;

export interface HandlerInput<D, A extends Access, P extends TSchema, Q extends TSchema, B extends TSchema> {
  readonly params: Static<P>;
  readonly query: Static<Q>;
  readonly body: Static<B>;
  /** What was sent, where the route takes something else than a JSON document. */
  readonly content: Content;
  readonly principal: PrincipalFor<A>;
  /** Set when the client sent an Idempotency-Key; hand it to `once`. */
  readonly idempotency: IdempotentRequest | undefined;
  /** The value of If-Match, without quotes. */
  readonly ifMatch: string | undefined;
  /** Request headers by lower-case name, for the few that are neither identity nor validation. */
  readonly header: (name: string) => string | undefined;
  /** The address of the client as the gateway saw it. */
  readonly clientAddress: string;
  readonly deps: D;
  readonly log: Logger;
}

export interface RouteSpec<D, A extends Access, P extends TSchema, Q extends TSchema, B extends TSchema> {
  readonly method: Method;
  /** The path as OpenAPI writes it: `/orders/{orderId}`. The gateway adds `/api`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  /** There is no default: every route says who may call it. */
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** A request without a body counts as one whose body is `{}`. */
  readonly bodyOptional?: boolean;
  readonly bodyLimitBytes?: number;
  /** Instead of `body`: takes bytes, such as a picture, a file to import, or a message whose signature covers them. */
  readonly content?: ContentRule;
  /** Headers of its own that the operation reads by `header`, by lower-case name; one that is there must fit. */
  readonly requestHeaders?: Readonly<Record<string, TSchema>>;
  /** Whether the client may or must send an Idempotency-Key. */
  readonly idempotencyKey?: 'optional' | 'required';
  /** Whether the client may or must send If-Match. */
  readonly ifMatch?: 'optional' | 'required';
  /** The successful answers; null for one without a body, a media type for one that is not JSON. */
  readonly responses: Readonly<Record<number, TSchema | string | null>>;
  /** The problems this operation answers beyond those its access and its validation bring. */
  readonly problems?: readonly number[];
  /** What the API reference shows where examples made of the schemas would mislead. */
  readonly examples?: RouteExamples;
  handler(input: HandlerInput<D, A, P, Q, B>): Promise<Reply>;
}

export interface RouteExamples {
  readonly body?: unknown;
  readonly responses?: Readonly<Record<number, unknown>>;
  /** Errors that its handler throws, one for each status of which the usual one would mislead. */
  readonly problems?: readonly DomainError[];
}

/** A route whose type parameters no longer matter. */
export type Route<D> = Omit<RouteSpec<D, Access, TSchema, TSchema, TSchema>, 'handler'> & {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- input types were checked where the route was defined
  handler(input: any): Promise<Reply>;
};

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an object without members is what is meant
type NoFields = TObject<{}>;

/**
 * Gives a service its `route()`: one definition yields the handler's types, the validation, the OpenAPI operation and
 * the response checks in tests. `D` is what the service's handlers depend on.
 */
export function routeFor<D>() {
  return <
    A extends Access,
    P extends TSchema = NoFields,
    Q extends TSchema = NoFields,
    B extends TSchema = NoFields,
  >(
    spec: RouteSpec<D, A, P, Q, B>,
  ): Route<D> => spec;
}
