insert into rental (rental_date, inventory_id, customer_id, staff_id) values (now(), 1 + :n % 100, 1 + :n % 50, 1)
update rental set customer_id = 1 + :n % 50, return_date = now() where rental_id = 1 + :n % 300
insert into payment (customer_id, staff_id, rental_id, amount, payment_date) values (1 + :n % 50, 1, null, 1.5, timestamp '2026-01-15' + :n % 40 * interval '1 day')
update payment set payment_date = timestamp '2026-02-20' + :n * interval '1 s', amount = amount + 1 where payment_id = 1 + :n % 300
update payment set customer_id = 1 + :n % 50 where payment_id = 1 + :n % 300
delete from payment where payment_id = 1 + :n % 300
update film set title = 'Film :n', tags = array['tag', ':n'], rating = 'R' where film_id = 1 + :n % 40
delete from film_actor where film_id = 1 + :n % 40 and actor_id = 1 + :n % 30
insert into film_actor (actor_id, film_id) values (1 + :n % 30, 1 + :n % 40) on conflict do nothing
update actor set last_name = 'Last :n' where actor_id = 1 + :n % 30
update city set city = 'City :n' where city_id = 1 + :n % 20
update customer set address_id = 1 + :n % 60, email = null where customer_id = 1 + :n % 50
update language set name = 'L:n' where language_id = 1 + :n % 3
