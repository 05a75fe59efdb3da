/**
 * Reads a secret as its members. Some stores (a file, Kubernetes, Vault) hold several values in a secret; in those that hold
 * one (the environment, AWS, Azure) the value is a JSON object, and Dapr gives it under the secret's own name.
 *
 * @throws when that one value is no JSON object of texts; the message says nothing of the value
 */
export function secretMembers(name: string, secret: Record<string, string>): Record<string, string> {
  const value = secret[name];
  if (value === undefined || Object.keys(secret).length > 1) return secret;
  const members = parse(value);
  if (!isRecordOfTexts(members)) {
    throw new Error(`The secret ${name} has one value, which is not a JSON object of texts`);
  }
  return members;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecordOfTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((member) => typeof member === 'string')
  );
}
