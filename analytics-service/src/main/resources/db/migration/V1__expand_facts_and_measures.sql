-- expand: the first schema. Way back: drop what is made here; everything can be read again from the topics.
set lock_timeout = '2s';

-- Where to read on, committed together with what was read. Whoever takes a partition over raises its generation, so
-- that the one it was taken from cannot commit any more.
create table consumer_position (
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    generation  bigint not null,
    applied_at  timestamptz, -- when the last record before next_offset was published
    primary key (topic, partition)
);

-- Applied events by id, kept longer than the topic keeps them: a copy that comes later cannot come any more.
create table consumed_event (
    event_id    uuid primary key, -- UUIDv7: new ones go to the right edge of the index
    consumed_at timestamptz not null default now()
);
create index consumed_event_age on consumed_event (consumed_at);

-- Events that could not be applied, and those of the same order behind them.
create table parked_event (
    topic         text   not null,
    partition     int    not null,
    record_offset bigint not null,
    key           text   not null,
    published_at  timestamptz not null,
    headers       jsonb  not null,
    body          bytea  not null,
    cause         text, -- null for an event that only waits behind another
    attempts      int    not null,
    announced     boolean not null default false, -- whether the dead-letter topic has it
    parked_at     timestamptz not null default now(),
    primary key (topic, partition, record_offset)
);
create index parked_event_key on parked_event (topic, key, partition, record_offset);
create index parked_event_unannounced on parked_event (topic, partition, record_offset)
    where cause is not null and not announced;

-- What analytics knows of each order.
create table order_fact (
    order_id     uuid   primary key,
    version      int    not null,
    status       text   not null,
    customer_id  text   not null,
    country      text   not null,
    currency     text   not null,
    total        numeric(19, 4) not null,
    units        bigint not null,
    placed_at    timestamptz not null,
    paid_at      timestamptz,
    shipped_at   timestamptz,
    delivered_at timestamptz,
    returned_at  timestamptz, -- the first return
    cancelled_at timestamptz,
    expired_at   timestamptz,
    refund_due   numeric(19, 4) not null default 0 -- by cancellation
);
create index order_fact_placed on order_fact (placed_at);
create index order_fact_paid on order_fact (paid_at) where paid_at is not null;
create index order_fact_cancelled on order_fact (cancelled_at) where refund_due > 0;
create index order_fact_customer on order_fact (customer_id, placed_at);

create table order_line_fact (
    order_id   uuid not null,
    line_no    int  not null,
    sku        text not null,
    product_id text not null,
    category   text,
    quantity   int  not null,
    line_total numeric(19, 4) not null,
    primary key (order_id, line_no)
);

create table order_return_fact (
    order_id uuid not null,
    version  int  not null,
    line_no  int  not null,
    at       timestamptz not null,
    quantity int  not null,
    refund   numeric(19, 4) not null,
    primary key (order_id, version, line_no)
);
create index order_return_fact_at on order_return_fact (at);

-- The name under which a product was last sold.
create table product_fact (
    product_id text primary key,
    name       text not null,
    at         timestamptz not null
);

-- What each order adds to the measures, at which moment. The one definition: the measures below are its sums, kept
-- up to date by adding what the view says of an order after a change less what it said before.
create view order_effect as
select order_id, currency, country, status, placed_at as at,
       1 as placed, 0 as orders, 0::bigint as units, 0::numeric as revenue, 0::numeric as cancelled, 0::numeric as returned
  from order_fact
union all
select order_id, currency, country, status, paid_at, 0, 1, units, total, 0, 0
  from order_fact where paid_at is not null
union all
select order_id, currency, country, status, cancelled_at, 0, 0, 0, 0, refund_due, 0
  from order_fact where refund_due > 0
union all
select f.order_id, f.currency, f.country, f.status, r.at, 0, 0, 0, 0, 0, r.refund
  from order_return_fact r join order_fact f using (order_id);

-- The same by product; an order with two lines of one product counts once.
create view product_effect as
select f.order_id, f.currency, l.product_id, f.placed_at as at,
       1 as placed, 0 as orders, 0::bigint as units, 0::numeric as revenue, 0::numeric as cancelled, 0::numeric as returned
  from order_fact f cross join lateral (
       select product_id from order_line_fact where order_id = f.order_id group by product_id) l
union all
select f.order_id, f.currency, l.product_id, f.paid_at, 0, 1, l.units, l.amount, 0, 0
  from order_fact f cross join lateral (
       select product_id, sum(quantity) as units, sum(line_total) as amount
         from order_line_fact where order_id = f.order_id group by product_id) l
 where f.paid_at is not null
union all
select f.order_id, f.currency, l.product_id, f.cancelled_at, 0, 0, 0, 0, l.line_total, 0
  from order_fact f join order_line_fact l using (order_id)
 where f.refund_due > 0
union all
select f.order_id, f.currency, l.product_id, r.at, 0, 0, 0, 0, 0, r.refund
  from order_return_fact r join order_fact f using (order_id) join order_line_fact l using (order_id, line_no);

create view category_effect as
select f.order_id, f.currency, l.category, f.placed_at as at,
       1 as placed, 0 as orders, 0::bigint as units, 0::numeric as revenue, 0::numeric as cancelled, 0::numeric as returned
  from order_fact f cross join lateral (
       select category from order_line_fact where order_id = f.order_id group by category) l
union all
select f.order_id, f.currency, l.category, f.paid_at, 0, 1, l.units, l.amount, 0, 0
  from order_fact f cross join lateral (
       select category, sum(quantity) as units, sum(line_total) as amount
         from order_line_fact where order_id = f.order_id group by category) l
 where f.paid_at is not null
union all
select f.order_id, f.currency, l.category, f.cancelled_at, 0, 0, 0, 0, l.line_total, 0
  from order_fact f join order_line_fact l using (order_id)
 where f.refund_due > 0
union all
select f.order_id, f.currency, l.category, r.at, 0, 0, 0, 0, 0, r.refund
  from order_return_fact r join order_fact f using (order_id) join order_line_fact l using (order_id, line_no);

create view sale_effect as
select 'all' as dimension, '' as value, order_id, currency, at, placed, orders, units, revenue, cancelled, returned from order_effect
union all
select 'country', country, order_id, currency, at, placed, orders, units, revenue, cancelled, returned from order_effect
union all
select 'status', status, order_id, currency, at, placed, orders, units, revenue, cancelled, returned from order_effect
union all
select 'product', product_id, order_id, currency, at, placed, orders, units, revenue, cancelled, returned from product_effect
union all
select 'category', coalesce(category, ''), order_id, currency, at, placed, orders, units, revenue, cancelled, returned from category_effect;

-- Sums of sale_effect per quarter of an hour, which divides an hour of every time zone in use.
create table measure (
    dimension text   not null,
    bucket    timestamptz not null,
    value     text   not null,
    currency  text   not null,
    placed    bigint not null,
    orders    bigint not null,
    units     bigint not null,
    revenue   numeric(19, 4) not null,
    cancelled numeric(19, 4) not null,
    returned  numeric(19, 4) not null,
    primary key (dimension, bucket, value, currency)
);
