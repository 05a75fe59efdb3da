import { Migration } from '@mikro-orm/migrations';

export class Migration20261124102600_search_and_files extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create extension if not exists fuzzystrmatch;`);
    this.addSql(`create table "catalogue_imports" ("id" uuid not null, "format" text check ("format" in ('csv', 'ndjson')) not null, "state" text check ("state" in ('receiving', 'queued', 'finished')) not null, "requested_by" uuid not null, "total" int not null, "created" int not null, "updated" int not null, "failed" int not null, "created_at" timestamptz not null, "finished_at" timestamptz null, constraint "catalogue_imports_pkey" primary key ("id"));`);
    this.addSql(`create index "catalogue_imports_queued" on "catalogue_imports" ("id") where "state" = 'queued';`);

    this.addSql(`create table "catalogue_import_rows" ("import_id" uuid not null, "position" int not null, "line" int not null, "document" jsonb null, "outcome" text check ("outcome" in ('created', 'updated', 'failed')) null, "faults" jsonb null, constraint "catalogue_import_rows_pkey" primary key ("import_id", "position"), constraint catalogue_import_rows_faults check ((outcome = 'failed') = (faults is not null)));`);
    this.addSql(`create index "catalogue_import_rows_waiting" on "catalogue_import_rows" ("import_id", "position") where "outcome" is null;`);
    this.addSql(`create index "catalogue_import_rows_failed" on "catalogue_import_rows" ("import_id", "position") where "outcome" = 'failed';`);

    this.addSql(`create table "search_terms" ("term" text not null, "stem" text not null, constraint "search_terms_pkey" primary key ("term"));`);
    this.addSql(`create index "search_terms_stem_index" on "search_terms" ("stem");`);
    // The words of the products there are already; `noteSearchTerms` adds those of later ones.
    this.addSql(`insert into "search_terms" ("term", "stem") select word, stem from (select distinct word from "products" p, regexp_split_to_table(lower(concat_ws(' ', p."name", p."skus", p."option_values", p."description")), '[^[:alpha:]]+') word where p."status" = 'active' and length(word) between 3 and 40) words, unnest(tsvector_to_array(to_tsvector('english', word))) stem;`);

    this.addSql(`alter table "catalogue_import_rows" add constraint "catalogue_import_rows_import_id_foreign" foreign key ("import_id") references "catalogue_imports" ("id") on update cascade on delete cascade;`);

    this.addSql(`create index "products_active_facets" on "products" ("category_id", "price_minor", "rating", "id") where "status" = 'active';`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "catalogue_import_rows" drop constraint "catalogue_import_rows_import_id_foreign";`);

    this.addSql(`drop table if exists "catalogue_imports" cascade;`);

    this.addSql(`drop table if exists "catalogue_import_rows" cascade;`);

    this.addSql(`drop table if exists "search_terms" cascade;`);

    this.addSql(`drop index "products_active_facets";`);
    this.addSql(`drop extension if exists fuzzystrmatch;`);
  }

}
