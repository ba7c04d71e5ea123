-- expand: payment.provider_reference beside payment.reference, kept equal by a trigger. Undo: undo/U2__expand_payment_provider_reference.sql.
set lock_timeout = '2s';

alter table payment add column provider_reference text;

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
