-- expand: when each customer paid for the first time. Way back: drop what is made here; the previous version neither
-- reads nor writes it.
set lock_timeout = '2s';

create table customer_fact (
    customer_id   text primary key,
    first_paid_at timestamptz not null
);
create index customer_fact_first_paid on customer_fact (first_paid_at);

-- A trigger, so that the previous version, which still runs during the deployment, leaves no customer out.
create function first_payments() returns trigger language plpgsql as $$
begin
    insert into customer_fact as c (customer_id, first_paid_at)
    select n.customer_id, min(n.paid_at)
      from after_update n join before_update o using (order_id)
     where o.paid_at is null and n.paid_at is not null
     group by 1 order by 1
    on conflict (customer_id) do update set first_paid_at = excluded.first_paid_at
     where excluded.first_paid_at < c.first_paid_at;
    return null;
end $$;

create trigger first_payments after update on order_fact
    referencing old table as before_update new table as after_update
    for each statement execute function first_payments();
