import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { ShippingMethod } from '../domain/shipping-method';

export interface NewShippingMethod {
  readonly name: string;
  readonly currency: string;
  readonly countries: string[];
  readonly baseMinor: number;
  readonly perKgMinor: number;
  readonly freeFromMinor?: number | null;
  readonly active: boolean;
}

/** @param em whose flush writes it */
export function createShippingMethod(em: EntityManager, input: NewShippingMethod, now: Date): ShippingMethod {
  const method = Object.assign(new ShippingMethod(), {
    id: uuidv7(),
    freeFromMinor: null,
    ...input,
    name: input.name.trim(),
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
  em.persist(method);
  return method;
}
