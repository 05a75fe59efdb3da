import { v5 as uuidv5 } from 'uuid';

const OPERATION_NAMESPACE = '7f0c86b9-2f0e-4c0c-9b39-7f3c5f6f4d2a';

/**
 * The key under which a provider is asked for something about the payment of an order. It follows from the order, so that
 * a repeat after any crash is the same operation: at most one authorisation, one capture and one release for each order.
 * The order's own id is the key of the authorisation.
 */
export const operationKey = (orderId: string, operation: 'authorize' | 'capture' | 'void'): string =>
  operation === 'authorize' ? orderId : uuidv5(`${operation}:${orderId}`, OPERATION_NAMESPACE);
