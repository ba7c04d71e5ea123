-- expand: fills payment.provider_reference in batches, then makes it unique. Undo: undo/U3__expand_payment_provider_reference_filled.sql.
set lock_timeout = '2s';

-- Each batch is a transaction of its own: a writer waits for a few hundred rows at most.
do $$
begin
    loop
        update payment set provider_reference = reference
        where reference in (select reference from payment where provider_reference is null limit 500);
        exit when not found;
        commit;
    end loop;
end $$;

-- An interrupted run leaves an invalid index.
drop index concurrently if exists payment_provider_reference;
create unique index concurrently payment_provider_reference on payment (provider_reference);

-- Validated without blocking writers, so that the contract migration reads no rows.
alter table payment drop constraint if exists payment_provider_reference_present;
alter table payment add constraint payment_provider_reference_present check (provider_reference is not null) not valid;
alter table payment validate constraint payment_provider_reference_present;
