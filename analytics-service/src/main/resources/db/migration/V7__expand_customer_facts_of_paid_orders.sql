-- expand: fills customer_fact for the orders paid before its trigger existed. Way back: nothing to do.
set lock_timeout = '2s';

do $$
declare
    after text := '';
    last  text;
begin
    loop
        select max(customer_id) into last from (
               select distinct customer_id from order_fact where customer_id > after order by 1 limit 5000) next;
        exit when last is null;
        insert into customer_fact as c (customer_id, first_paid_at)
        select customer_id, min(paid_at) from order_fact
         where customer_id > after and customer_id <= last and paid_at is not null
         group by 1 order by 1
        on conflict (customer_id) do update set first_paid_at = excluded.first_paid_at
         where excluded.first_paid_at < c.first_paid_at;
        commit;
        after := last;
    end loop;
end $$;
