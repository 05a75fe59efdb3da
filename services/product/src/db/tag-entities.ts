import { defineEntity, p } from '@mikro-orm/core';
import { ProductTag } from '../domain/product-tag';
import { ProductSchema } from './entities';

export const ProductTagSchema = defineEntity({
  class: ProductTag,
  tableName: 'product_tags',
  indexes: [{ name: 'product_tags_by_tag', properties: ['tag', 'product'] }],
  properties: {
    product: () => p.manyToOne(ProductSchema).primary().ref().deleteRule('cascade'),
    tag: p.text().primary(),
  },
});
