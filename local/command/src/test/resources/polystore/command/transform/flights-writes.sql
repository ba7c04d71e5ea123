update flight set scheduled_departure = scheduled_departure + interval '1 us', gate_time = null where flight_id = 1 + :n % 90
update flight set departure_airport = 'A' || lpad((1 + :n % 12)::text, 2, '0') where flight_id = 1 + :n % 90
update flight set aircraft_code = 'C1' where flight_id = 1 + :n % 90
insert into position_report values ((array['EU', 'US', 'Asia'])[1 + :n % 3], 1 + :n % 90, timestamptz '2026-04-01' + :n * interval '1 s', :n) on conflict do nothing
update position_report set region = 'EU', at = at + interval '1 year' where flight_id = 1 + :n % 90 and region = 'US'
delete from position_report where flight_id = 1 + :n % 90 and region = 'Asia'
update bag set weight = :n, bag_no = bag_no + 1 where flight_id = 1 + :n % 90 and bag_no = 2
delete from bag where flight_id = 1 + :n % 90 and bag_no > 2
update boarding_pass set seat_no = ':n' where flight_id = 1 + :n % 90
insert into ticket_flight select ticket_no, 1 + :n % 90, :n from ticket order by ticket_no offset :n % 150 limit 1 on conflict do nothing
update ticket set book_ref = (select book_ref from booking order by book_ref offset :n % 80 limit 1) where ticket_no like '%' || :n % 150
update booking set total_amount = :n where book_ref = lpad(to_hex((1 + :n % 80) * 7919), 6, '0')
update airport set airport_name = '{"en": ":n"}' where airport_code = 'A' || lpad((1 + :n % 12)::text, 2, '0')
delete from schedule_change where id = (select id from schedule_change order by id limit 1)
insert into schedule_change (day, slot, runway, reason) select day, slot, runway, ':n' from schedule order by day, slot offset :n % 120 limit 1
delete from flight_remark where remark_no = 1 + :n % 60
