const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Tells which headers mean only the connection they arrived on: those of RFC 9110 §7.6.1 and those that the
 * Connection header names.
 */
export function hopByHop(connection: string | string[] | undefined): (name: string) => boolean {
  if (connection === undefined) return (name) => HOP_BY_HOP.has(name);
  const nominated = new Set(
    String(connection)
      .toLowerCase()
      .split(/\s*,\s*/),
  );
  return (name) => HOP_BY_HOP.has(name) || nominated.has(name);
}
