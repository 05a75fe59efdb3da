/** Crockford's base 32: no letters that are taken for digits, read aloud without doubt. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The number a person quotes, such as SC-7K3M-9QXA-02BD: 60 bits of the order's id. */
export function toOrderNumber(orderId: string): string {
  let bits = BigInt(`0x${orderId.replaceAll('-', '').slice(-15)}`);
  let text = '';
  for (let i = 0; i < 12; i += 1) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `SC-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}
