import { defineEntity, p } from '@mikro-orm/core';
import type { VariantOptions } from '@sidecart/contracts';
import { Inventory } from '../domain/inventory';
import { Reservation, ReservationItem } from '../domain/reservation';
import { RESERVATION_STATES } from '../domain/reservation-state';
import { MOVEMENT_KINDS, StockMovement } from '../domain/stock-movement';
import { ProductVariantSchema } from './entities';

export const InventorySchema = defineEntity({
  class: Inventory,
  tableName: 'inventory',
  checks: [
    { name: 'inventory_never_oversold', expression: '0 <= reserved and reserved <= on_hand' },
    { name: 'inventory_threshold', expression: 'low_stock_threshold >= 0' },
  ],
  indexes: [
    {
      name: 'inventory_low',
      expression:
        'create index "inventory_low" on "inventory" ("variant_id") where "available" <= "low_stock_threshold"',
    },
  ],
  properties: {
    variant: () => p.oneToOne(ProductVariantSchema).primary().ref().deleteRule('cascade'),
    onHand: p.integer(),
    reserved: p.integer(),
    available: p.integer().generated('(on_hand - reserved) stored'),
    lowStockThreshold: p.integer().nullable(),
    updatedAt: p.datetime(),
  },
});

export const ReservationSchema = defineEntity({
  class: Reservation,
  tableName: 'reservations',
  checks: [
    {
      // What still waits for a decision is looked after; what is decided is not.
      name: 'reservations_looked_after',
      expression: "((state = 'held') or (state = 'owed')) = (next_check_at is not null)",
    },
  ],
  indexes: [
    {
      name: 'reservations_to_check',
      expression:
        'create index "reservations_to_check" on "reservations" ("next_check_at") where "next_check_at" is not null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    state: p.enum(RESERVATION_STATES.slice()),
    currency: p.character().length(3),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    expiresAt: p.datetime(),
    nextCheckAt: p.datetime().nullable(),
    version: p.integer(),
  },
});

export const ReservationItemSchema = defineEntity({
  class: ReservationItem,
  tableName: 'reservation_items',
  checks: [{ name: 'reservation_items_quantity', expression: 'quantity > 0' }],
  properties: {
    reservation: () => p.manyToOne(ReservationSchema).primary().ref().deleteRule('cascade'),
    variant: () => p.manyToOne(ProductVariantSchema).primary().ref().deleteRule('restrict').index(),
    position: p.smallint(),
    quantity: p.integer(),
    sku: p.text(),
    name: p.text(),
    options: p.json<VariantOptions>(),
    unitPriceMinor: p.bigint('number'),
    categoryId: p.uuid().nullable(),
    weightGrams: p.integer().nullable(),
  },
});

export const StockMovementSchema = defineEntity({
  class: StockMovement,
  tableName: 'stock_movements',
  checks: [
    { name: 'stock_movements_delta', expression: 'on_hand_delta <> 0 or reserved_delta <> 0' },
    {
      name: 'stock_movements_cause',
      expression:
        "((kind = 'receipt') or (kind = 'adjustment')) = ((reservation_id is null) and (return_id is null))",
    },
    { name: 'stock_movements_return', expression: "return_id is null or kind = 'return'" },
  ],
  indexes: [
    { name: 'stock_movements_of_variant', properties: ['variant', 'id'] },
    {
      // An order takes a variant out once and brings it back once, whatever the code above it believes.
      name: 'stock_movements_sold_once',
      expression:
        'create unique index "stock_movements_sold_once" on "stock_movements" ("reservation_id", "variant_id", "kind") ' +
        `where "kind" = 'commit' or ("kind" = 'return' and "return_id" is null)`,
    },
    {
      // So does each return of what was delivered.
      name: 'stock_movements_returned_once',
      expression:
        'create unique index "stock_movements_returned_once" on "stock_movements" ("return_id", "variant_id") ' +
        'where "return_id" is not null',
    },
    { name: 'stock_movements_of_reservation', properties: ['reservation', 'variant'] },
  ],
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    variant: () => p.manyToOne(ProductVariantSchema).ref().deleteRule('restrict'),
    kind: p.enum(MOVEMENT_KINDS.slice()),
    onHandDelta: p.integer(),
    reservedDelta: p.integer(),
    reservation: () => p.manyToOne(ReservationSchema).ref().nullable().deleteRule('restrict'),
    returnId: p.uuid().nullable(),
    reason: p.text().nullable(),
    actorId: p.uuid().nullable(),
    at: p.datetime(),
  },
});
