-- Undoes V4: adds the old column with its values and the trigger that keeps both columns equal.
set lock_timeout = '2s';

alter table payment add column reference text;
create function payment_references() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        new.reference := coalesce(new.reference, new.provider_reference);
        new.provider_reference := new.reference;
    elsif new.provider_reference is distinct from old.provider_reference then
        new.reference := new.provider_reference;
    else
        new.provider_reference := new.reference;
    end if;
    return new;
end $$;
create trigger payment_references before insert or update on payment
    for each row execute function payment_references();

update payment set reference = provider_reference where reference is null;
alter table payment drop constraint payment_pkey;
alter table payment add constraint payment_pkey primary key (reference);
alter table payment alter column provider_reference drop not null;
create unique index payment_provider_reference on payment (provider_reference);
alter table payment add constraint payment_provider_reference_present check (provider_reference is not null);
