/**
 * What a sidecar says in the place of a service that it could not call. Where `wasReached` is false the service has not
 * heard of the call, so that it may be made again whatever it is; otherwise nobody knows.
 */
export interface InvocationFailure {
  readonly wasReached: boolean;
}

/**
 * The address refused the connection, of the other sidecar or of the app beside it; the app was known to be unwell; or
 * there was nobody of that name.
 */
const NEVER_REACHED =
  /Error while dialing|connect: connection refused|app is not in a healthy state|no host found with the given ID/;

/**
 * Tells whether an answer is a sidecar's own, of a failed call.
 *
 * @param text the body of the answer
 * @returns undefined for an answer of the service
 */
export function findInvocationFailure(status: number, text: string): InvocationFailure | undefined {
  if (status < 500 || !text.includes('"ERR_DIRECT_INVOKE"')) return undefined;
  return { wasReached: !NEVER_REACHED.test(text) };
}
