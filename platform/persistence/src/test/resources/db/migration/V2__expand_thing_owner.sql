-- expand: built beside running transactions; the way back is to drop the index
set lock_timeout = '2s';
alter table thing add column if not exists owner text;
drop index concurrently if exists thing_owner;
create unique index concurrently thing_owner on thing (owner);
