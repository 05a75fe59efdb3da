import { defineEntity, p } from '@mikro-orm/core';
import { Inventory } from '../domain/inventory';
import { Reservation, ReservationItem } from '../domain/reservation';
import { RESERVATION_STATES } from '../domain/reservation-state';
import { MOVEMENT_KINDS, StockMovement } from '../domain/stock-movement';
import { ProductSchema } from './entities';

export const InventorySchema = defineEntity({
  class: Inventory,
  tableName: 'inventory',
  checks: [{ name: 'inventory_never_oversold', expression: '0 <= reserved and reserved <= on_hand' }],
  properties: {
    product: () => p.oneToOne(ProductSchema).primary().ref().deleteRule('cascade'),
    onHand: p.integer(),
    reserved: p.integer(),
    available: p.integer().generated('(on_hand - reserved) stored'),
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
    product: () => p.manyToOne(ProductSchema).primary().ref().deleteRule('restrict').index(),
    position: p.smallint(),
    quantity: p.integer(),
    sku: p.text(),
    name: p.text(),
    unitPriceMinor: p.bigint('number'),
  },
});

export const StockMovementSchema = defineEntity({
  class: StockMovement,
  tableName: 'stock_movements',
  checks: [
    { name: 'stock_movements_delta', expression: 'delta <> 0' },
    {
      name: 'stock_movements_cause',
      expression: "((kind = 'commit') or (kind = 'return')) = (reservation_id is not null)",
    },
  ],
  // An order takes a product out once and brings it back once, whatever the code above it believes.
  uniques: [{ name: 'stock_movements_once', properties: ['reservation', 'product', 'kind'] }],
  indexes: [{ name: 'stock_movements_of_product', properties: ['product', 'id'] }],
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    product: () => p.manyToOne(ProductSchema).ref().deleteRule('restrict'),
    kind: p.enum(MOVEMENT_KINDS.slice()),
    delta: p.integer(),
    reservation: () => p.manyToOne(ReservationSchema).ref().nullable().deleteRule('restrict'),
    reason: p.text().nullable(),
    actorId: p.uuid().nullable(),
    at: p.datetime(),
  },
});
