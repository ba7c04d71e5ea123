-- expand: the first schema. Way back: undo/U1__expand_orders.sql.
set lock_timeout = '2s';

-- What can be ordered and at what price, as catalog.products.v1 last said it.
create table price_book_product (
    product_id text primary key,
    version    bigint not null
);

create table price_book_offer (
    sku        text    not null,
    currency   text    not null,
    amount     numeric(19, 4) not null check (amount >= 0),
    is_default boolean not null,
    product_id text    not null references price_book_product,
    name       text    not null,
    category   text,
    orderable  boolean not null,
    primary key (sku, currency)
);
create index price_book_offer_product on price_book_offer (product_id);

-- One row a SKU. Sellers lock it briefly, in SKU order; the check is the last line of defence against overselling.
create table stock (
    sku            text   primary key,
    on_hand        bigint not null,
    reserved       bigint not null default 0 check (reserved >= 0),
    available      bigint not null generated always as (on_hand - reserved) stored,
    band           text   not null generated always as (
        case when on_hand - reserved <= 0 then 'OUT' when on_hand - reserved <= 5 then 'LOW' else 'IN_STOCK' end
    ) stored,
    published_band text,
    version        bigint not null default 1,
    constraint stock_available_not_negative check (available >= 0)
) with (fillfactor = 70); -- room for the updates of a hot SKU on its own page (HOT)
-- Empty but for what waits to be published.
create index stock_band_unpublished on stock (sku) where published_band is distinct from band;

-- Append-only; its sum per SKU is stock.on_hand.
create table stock_movement (
    id        uuid   primary key,
    sku       text   not null references stock,
    quantity  bigint not null check (quantity <> 0),
    reason    text   not null,
    reference text,
    order_id  uuid,
    at        timestamptz not null,
    by        text   not null,
    unique (sku, reference)
);
create index stock_movement_sku on stock_movement (sku, id);

-- One data key a customer, wrapped by a master key. Deleting the row is the erasure of what it sealed.
create table customer_key (
    customer_id text  primary key,
    key_id      uuid  not null unique,
    master_key  text  not null,
    wrapped     bytea not null,
    created_at  timestamptz not null
);
create index customer_key_master on customer_key (master_key);

create table orders (
    id              uuid primary key, -- UUIDv7: its order is the order of placing
    customer_id     text not null,
    status          text not null check (
        status in ('PLACED', 'PAID', 'SHIPPED', 'DELIVERED', 'RETURNED', 'EXPIRED', 'CANCELLED')),
    version         int  not null,
    placed_at       timestamptz not null,
    reserved_until  timestamptz not null,
    currency        text not null,
    total           numeric(19, 4) not null check (total >= 0),
    ship_city       text not null,
    ship_country    text not null,
    personal        bytea not null, -- name, street, postal code, e-mail: AES-256-GCM under personal_key
    personal_key    uuid not null,
    carrier         text,
    tracking_number text
)
-- Lists walk an index alone where vacuum has been; without it the planner would rather filter the newest orders.
with (autovacuum_vacuum_insert_scale_factor = 0.02);
create index orders_status on orders (status, id);
create index orders_customer on orders (customer_id, status, id);
create index orders_due on orders (reserved_until) where status = 'PLACED';

create table order_line (
    order_id    uuid not null references orders,
    line_no     int  not null,
    sku         text not null,
    product_id  text not null,
    name        text not null,
    category    text,
    quantity    int  not null check (quantity > 0),
    returned    int  not null default 0 check (returned between 0 and quantity),
    unit_price  numeric(19, 4) not null,
    -- Copies of the order's, so that a search by SKU and either of them is one index range.
    customer_id text not null,
    status      text not null,
    primary key (order_id, line_no),
    unique (order_id, sku)
);
create index order_line_sku on order_line (sku, status, order_id);
create index order_line_customer on order_line (customer_id, sku, status, order_id);

create table order_history (
    order_id uuid not null references orders,
    version  int  not null,
    status   text not null,
    at       timestamptz not null,
    by       text not null,
    primary key (order_id, version)
);

create table payment (
    reference text primary key, -- the provider's: one payment is recorded once
    order_id  uuid not null unique references orders,
    amount    numeric(19, 4) not null,
    currency  text not null,
    at        timestamptz not null
);

-- Money that has to go back to the payer, by whoever pays out.
create table refund_due (
    order_id uuid not null references orders,
    version  int  not null, -- the order's, when it fell due
    amount   numeric(19, 4) not null check (amount > 0),
    currency text not null,
    reason   text not null,
    at       timestamptz not null,
    primary key (order_id, version)
);

-- The answer is not kept but made again from the order as of that version: nothing here names a person.
create table idempotency (
    customer_id   text  not null,
    route         text  not null,
    key           text  not null,
    fingerprint   bytea not null,
    order_id      uuid,
    order_version int,
    problem       text, -- a refusal by rule, as it was answered
    created_at    timestamptz not null,
    primary key (customer_id, route, key),
    check ((problem is null) = (order_id is not null))
);
create index idempotency_created on idempotency (created_at);

-- Append-only; the relay reads by xid window, ordered by id inside it.
create table outbox (
    id          bigint generated always as identity,
    xid         xid8 not null default pg_current_xact_id(),
    at          timestamptz not null default now(),
    event_id    uuid not null,
    aggregate   uuid not null,
    version     int  not null,
    type        text not null,
    payload     json not null,
    traceparent text,
    primary key (id, at)
) partition by range (at);
create index outbox_xid on outbox (xid);
create index outbox_aggregate on outbox (aggregate, version);

create table relay_position (
    relay       text primary key,
    window_from xid8 not null,
    window_to   xid8 not null, -- equal to window_from when that window is done
    after_id    bigint not null,
    moved_at    timestamptz not null default now()
);
insert into relay_position (relay, window_from, window_to, after_id) values ('orders', '0', '0', 0);

-- What Kafka will never take (too large), and what came after it for the same order.
create table outbox_parked (
    id          bigint primary key,
    event_id    uuid not null,
    aggregate   uuid not null,
    version     int  not null,
    type        text not null,
    payload     json not null,
    at          timestamptz not null,
    traceparent text,
    cause       text not null,
    parked_at   timestamptz not null default now()
);
create index outbox_parked_aggregate on outbox_parked (aggregate);

create sequence document_ticket;

-- The application role has no DDL: partitions are made ahead and dropped behind through this one door.
create function outbox_partitions(days_ahead int, days_kept int) returns void
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    day date;
    old record;
    undelivered boolean;
begin
    perform set_config('lock_timeout', '2s', true);
    for day in select generate_series(current_date - 1, current_date + least(days_ahead, 31), '1 day')::date loop
        execute format('create table if not exists outbox_%s partition of outbox for values from (%L) to (%L)',
            to_char(day, 'YYYYMMDD'), day, day + 1);
    end loop;
    for old in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'outbox'::regclass and c.relname < 'outbox_' || to_char(current_date - greatest(days_kept, 1), 'YYYYMMDD')
    loop
        -- Only what the relay has passed: a partition with an undelivered row stays.
        execute format($q$select exists (select from %I where xid >= (select window_from from relay_position where relay = 'orders'))$q$, old.relname)
            into undelivered;
        if not undelivered then
            execute format('drop table %I', old.relname);
        end if;
    end loop;
end $$;
revoke all on function outbox_partitions(int, int) from public;
select outbox_partitions(7, 7);

grant execute on function outbox_partitions(int, int) to "${application}";
-- A ledger, a history and a log are never rewritten, whoever asks.
revoke update, delete, truncate on stock_movement, order_history, outbox from "${application}";
