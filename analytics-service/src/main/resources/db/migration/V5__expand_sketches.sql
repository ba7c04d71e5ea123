-- expand: unique customers and times between the statuses of orders, per quarter of an hour. Way back: drop what is
-- made here; the previous version neither reads nor writes it.
set lock_timeout = '2s';

-- Customers of paid orders, by the cell of the measures in which the order is counted. Not by status: an order leaves
-- its status, and a sketch forgets nobody.
create view customer_effect as
select 'all' as dimension, '' as value, order_id, customer_id, currency, paid_at as at
  from order_fact where paid_at is not null
union all
select 'country', country, order_id, customer_id, currency, paid_at
  from order_fact where paid_at is not null
union all
select 'product', l.product_id, f.order_id, f.customer_id, f.currency, f.paid_at
  from order_fact f cross join lateral (
       select product_id from order_line_fact where order_id = f.order_id group by product_id) l
 where f.paid_at is not null
union all
select 'category', coalesce(l.category, ''), f.order_id, f.customer_id, f.currency, f.paid_at
  from order_fact f cross join lateral (
       select category from order_line_fact where order_id = f.order_id group by category) l
 where f.paid_at is not null;

-- The customers of each cell as a HyperLogLog sketch. `orders` counts the paid orders in the sketch. Where it differs
-- from the measure's, a version that writes no sketches has added orders: the sketch is then not used but made again
-- from the facts.
create table customer_sketch (
    dimension text   not null,
    bucket    timestamptz not null,
    value     text   not null,
    currency  text   not null,
    orders    bigint not null,
    sketch    bytea  not null,
    primary key (dimension, bucket, value, currency)
);

-- The time that each order took from one status to the next, by the time of placing, in the bins of a histogram. A bin
-- has a width of at most 1/64 of its lower bound: below 64 ms a bin is a millisecond, above it each power of two is
-- divided into 64 bins of equal width. Integers only, so that every server and version computes the same bin.
create view step_effect as
with step as (
    select order_id, placed_at as at, 'placed-paid' as step, placed_at as began, paid_at as ended
      from order_fact where paid_at is not null
    union all
    select order_id, placed_at, 'paid-shipped', paid_at, shipped_at
      from order_fact where paid_at is not null and shipped_at is not null
    union all
    select order_id, placed_at, 'shipped-delivered', shipped_at, delivered_at
      from order_fact where shipped_at is not null and delivered_at is not null),
taken as (
    select order_id, at, step, greatest(0, floor(extract(epoch from ended - began) * 1000))::bigint as ms from step),
sized as (
    select order_id, at, step, ms, greatest(0, length(ltrim(ms::bit(48)::text, '0')) - 7) as octave from taken)
select order_id, at, step, (octave * 64 + (ms >> octave))::int as bin from sized;

create table step_duration (
    step   text   not null,
    bucket timestamptz not null,
    bin    int    not null,
    orders bigint not null,
    primary key (step, bucket, bin)
);
