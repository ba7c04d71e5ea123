update customer set name = 'renamed ' || :n where id = :n
insert into customer values (:n, 'new') on conflict do nothing
insert into orders (customer_id, note) select id, 'new' from customer where id = :n
update orders set customer_id = (select min(id) from customer where id >= :n / 2) where customer_id = :n
delete from customer where id = :n
