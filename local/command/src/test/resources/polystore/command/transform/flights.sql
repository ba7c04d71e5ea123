-- An airline's bookings: keys of char(n), composite keys that are foreign keys, ranges, jsonb, a foreign key to a unique
-- constraint, and a table partitioned by hash below another that is partitioned by list.
create table airport (
    airport_code char(3) primary key, airport_name jsonb not null, city json, coordinates point not null,
    timezone text not null, networks inet[], opened date);
create table aircraft (aircraft_code char(3) primary key, model jsonb not null, range integer not null check (range > 0));
create table seat (
    aircraft_code char(3) references aircraft on delete cascade, seat_no varchar(4), fare_conditions varchar(10) not null,
    primary key (aircraft_code, seat_no));
create table flight (
    flight_id bigint generated always as identity primary key, flight_no char(6) not null,
    scheduled_departure timestamptz not null, scheduled_arrival timestamptz not null,
    departure_airport char(3) not null references airport, arrival_airport char(3) not null references airport,
    aircraft_code char(3) not null references aircraft, gate_time tstzrange, checkin_windows tstzmultirange,
    delays interval[], seats int4range, unique (flight_no, scheduled_departure));
create table flight_remark (
    remark_no bigint primary key, flight_no char(6) not null, departs timestamptz not null, remark text,
    foreign key (flight_no, departs) references flight (flight_no, scheduled_departure) on update cascade);
create table booking (book_ref char(6) primary key, book_date timestamptz not null, total_amount numeric(10, 2) not null);
create table ticket (
    ticket_no char(13) primary key, book_ref char(6) not null references booking, passenger_id varchar(20) not null,
    contact_data jsonb);
create table ticket_flight (
    ticket_no char(13) not null references ticket, flight_id bigint not null references flight,
    amount numeric(10, 2) not null, primary key (ticket_no, flight_id));
create table boarding_pass (
    ticket_no char(13), flight_id bigint, boarding_no integer not null, seat_no varchar(4) not null,
    primary key (ticket_no, flight_id), foreign key (ticket_no, flight_id) references ticket_flight,
    unique (flight_id, boarding_no));
create table bag (
    ticket_no char(13) not null, flight_id bigint not null, bag_no smallint, weight real, volume double precision,
    primary key (ticket_no, flight_id, bag_no),
    foreign key (ticket_no, flight_id) references boarding_pass);
create table position_report (
    region text not null, flight_id bigint not null references flight, at timestamptz not null, altitude int,
    primary key (region, flight_id, at)) partition by list (region);
create table position_report_eu partition of position_report for values in ('EU') partition by hash (flight_id);
create table position_report_eu_0 partition of position_report_eu for values with (modulus 2, remainder 0);
create table position_report_eu_1 partition of position_report_eu for values with (modulus 2, remainder 1);
create table position_report_rest partition of position_report default;
create table schedule (
    day date not null, slot time not null, runway smallint not null, flight_id bigint references flight,
    primary key (day, slot, runway));
create table schedule_change (
    id uuid primary key default gen_random_uuid(), day date not null, slot time not null, runway smallint not null,
    reason text, foreign key (day, slot, runway) references schedule);
create table weather (at timestamptz primary key, metar text, airport_code char(3) references airport);

insert into airport
    select 'A' || lpad(n::text, 2, '0'), jsonb_build_object('en', 'Airport ' || n, 'n', 1.50, 'list', jsonb_build_array(1, null, true)),
           '{"en": "City", "population": 12345678901234567890.5}', point(n, n + 0.25), 'Europe/Vienna',
           array['10.0.0.1', '2001:db8::/32']::inet[], '1950-05-01'::date + n
      from generate_series(1, 12) n;
insert into aircraft values ('773', '{"en": "Boeing 777-300"}', 11100), ('SU9', '"Sukhoi"', 3000), ('C1 ', 'null', 1200);
insert into seat select a.aircraft_code, n || letter, case when n < 3 then 'Business' else 'Economy' end
    from aircraft a, generate_series(1, 6) n, unnest(array['A', 'B', 'C']) letter;
insert into flight (flight_no, scheduled_departure, scheduled_arrival, departure_airport, arrival_airport, aircraft_code,
        gate_time, checkin_windows, delays, seats)
    select 'PG' || lpad((n % 20)::text, 4, '0'), '2026-03-29 00:30+00'::timestamptz + n * interval '31 min',
           '2026-03-29 02:30+00'::timestamptz + n * interval '31 min', 'A' || lpad((1 + n % 11)::text, 2, '0'),
           'A' || lpad((1 + n % 7)::text, 2, '0'), (array['773', 'SU9', 'C1'])[1 + n % 3],
           case n % 4 when 0 then null when 1 then tstzrange('2026-03-29', null) else tstzrange(null, null) end,
           case when n % 2 = 0 then tstzmultirange(tstzrange('2026-01-01', '2026-01-02'), tstzrange('2026-01-03', null)) end,
           array[interval '1 mon -2 days 3.5 s', null, interval '-1 year'], int4range(1, n)
      from generate_series(1, 90) n;
insert into flight_remark select n, flight_no, scheduled_departure, 'remark ' || n
    from generate_series(1, 60) n join flight f on f.flight_id = 1 + n % 70;
insert into booking select lpad(to_hex(n * 7919), 6, '0'), '2026-02-01'::timestamptz + n * interval '1 h', n * 100.5
    from generate_series(1, 80) n;
insert into ticket select '000543' || lpad(n::text, 7, '0'), lpad(to_hex((1 + n % 80) * 7919), 6, '0'), '8149 ' || n,
        case n % 3 when 1 then '{"phone": "+7"}'::jsonb when 2 then '[]' end from generate_series(1, 150) n;
insert into ticket_flight select '000543' || lpad(n::text, 7, '0'), 1 + (n * k) % 90, 100 * k
    from generate_series(1, 150) n, generate_series(1, 2) k on conflict do nothing;
insert into boarding_pass select ticket_no, flight_id, row_number() over (partition by flight_id), '1A' from ticket_flight
    where flight_id % 3 > 0;
insert into bag select ticket_no, flight_id, n, n + 0.1, n / 3.0 from boarding_pass, generate_series(1, 2) n;
insert into position_report select (array['EU', 'US', 'Asia'])[1 + n % 3], 1 + n % 90,
        '2026-03-29'::timestamptz + n * interval '1 s', n from generate_series(1, 400) n;
insert into schedule select '2026-03-29'::date + n / 40, '00:00'::time + n % 40 * interval '15.5 min', n % 2, 1 + n % 90
    from generate_series(0, 119) n;
insert into schedule_change (day, slot, runway, reason) select day, slot, runway, 'wind' from schedule where runway = 1;
insert into weather select '2026-03-29'::timestamptz + n * interval '20 min', 'METAR', 'A' || lpad((1 + n % 12)::text, 2, '0')
    from generate_series(1, 50) n;
create view flight_overview as select f.flight_no, f.scheduled_departure, a.city from flight f
    join airport a on a.airport_code = f.departure_airport;
create index on flight (departure_airport);
