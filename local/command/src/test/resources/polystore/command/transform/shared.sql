create table customer (id int primary key, name text);
create table orders (no int generated always as identity primary key, customer_id int references customer on delete cascade, note text);
create index on orders (customer_id);
alter table orders replica identity full;
insert into customer select i, 'customer ' || i from generate_series(0, 999) i;
insert into orders (customer_id) select i % 1000 from generate_series(1, 3000) i;
