-- expand: rows of analytics that name a product say its SKU too. Way back: drop the column.
set lock_timeout = '2s';

-- Null for a product that was sold before this migration and not since.
alter table product_fact add column sku text;
