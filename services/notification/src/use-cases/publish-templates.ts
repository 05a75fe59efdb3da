import type { EntityManager } from '@mikro-orm/postgresql';
import { Template } from '../domain/template';
import { templateCatalogue } from '../templates/catalogue';

/** Writes the templates of this release beside those of earlier ones. Safe to repeat, also by several replicas at once. */
export async function publishTemplates(em: EntityManager): Promise<void> {
  await em.upsertMany(
    Template,
    templateCatalogue.map((source) => ({ ...source, variables: { ...source.variables } })),
  );
}
