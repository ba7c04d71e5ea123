-- A music shop with names in mixed case, with blanks, dots, quotes and reserved words.
create type "Media Kind" as enum ('MPEG audio', 'AAC audio', 'it''s video');
create table "Artist" ("ArtistId" int primary key, "Name" varchar(120));
create table "Album" (
    "AlbumId" int primary key, "Title" varchar(160) not null, "ArtistId" int not null references "Artist");
create table "Genre" ("GenreId" int primary key, "Name" varchar(120));
create table "Track" (
    "TrackId" int primary key, "Name" varchar(200) not null, "AlbumId" int references "Album",
    "GenreId" int references "Genre", "Kind" "Media Kind" not null default 'MPEG audio', "Composer" varchar(220),
    "Milliseconds" int not null, "Bytes" bigint, "UnitPrice" numeric(10, 2) not null, "List Price" money,
    "Length" interval generated always as ("Milliseconds" * interval '1 millisecond') stored);
create table "Playlist" ("PlaylistId" int primary key, "Name" varchar(120));
create table "PlaylistTrack" (
    "PlaylistId" int not null references "Playlist", "TrackId" int not null references "Track",
    primary key ("PlaylistId", "TrackId"));
create table "Employee" (
    "EmployeeId" int primary key, "LastName" varchar(20) not null, "FirstName" varchar(20) not null,
    "ReportsTo" int references "Employee", "BirthDate" timestamp, "E-Mail" varchar(60));
create table "Customer" (
    "CustomerId" int primary key, "FirstName" varchar(40) not null, "Company" varchar(80),
    "SupportRepId" int references "Employee", "Email" varchar(60) not null unique);
create table "Invoice" (
    "InvoiceId" int primary key, "CustomerId" int not null references "Customer", "InvoiceDate" timestamp not null,
    "BillingCountry" varchar(40), "Total" numeric(10, 2) not null, "order" int not null, "ORDER" text, "Order" text);
create table "Invoice Line" (
    "Invoice Id" int not null references "Invoice", "Line.No" int not null,
    "Track Id" int not null references "Track", "Unit+Price" numeric(10, 2) not null, "^Quantity" int not null,
    "%" numeric, "$" text, ":" text, "a ""quoted"" name" text, "select" boolean, "größe" real, "
new line" text, primary key ("Invoice Id", "Line.No"));
create table "Line.Note" (
    "Invoice Id" int, "Line.No" int, "No+1" smallint, "Text" text, primary key ("Invoice Id", "Line.No", "No+1"),
    foreign key ("Invoice Id", "Line.No") references "Invoice Line");
create table "select" ("from" int primary key, "where" text, "group" int references "select", "_id" int, "_m" text);
create table "Gift.Card" (
    "Card.Code" text primary key, "owner.Email" varchar(60) references "Customer" ("Email"), "in" int references "select");
create table "Gift.Card Use" ("#" int primary key, "of.Card" text not null references "Gift.Card", "at" date);
create table "ÜBERSICHT" ("Schlüssel" text primary key, "Größe" numeric);

insert into "Artist" select n, case when n % 7 > 0 then 'Artist ' || n end from generate_series(1, 30) n;
insert into "Album" select n, 'Album ' || n, 1 + n % 25 from generate_series(1, 60) n;
insert into "Genre" select n, 'Genre ' || n from generate_series(1, 5) n;
insert into "Track" ("TrackId", "Name", "AlbumId", "GenreId", "Kind", "Composer", "Milliseconds", "Bytes", "UnitPrice",
        "List Price")
    select n, 'Track ' || n, nullif(n % 61, 0), nullif(n % 6, 0), (enum_range(null::"Media Kind"))[1 + n % 3],
           case when n % 2 = 0 then 'Ünïcödé 🎵 ' || n end, n * 1001, n * 10000000000, 0.99, '1.50'
      from generate_series(1, 400) n;
insert into "Playlist" select n, 'Playlist ' || n from generate_series(1, 8) n;
insert into "PlaylistTrack" select 1 + n % 7, 1 + n % 400 from generate_series(1, 900) n on conflict do nothing;
insert into "Employee" select n, 'Last' || n, 'First' || n, nullif(n / 3, 0), '1962-02-18'::timestamp + n * interval '1 d',
        'e' || n from generate_series(1, 8) n;
insert into "Customer" select n, 'First ' || n, case when n % 2 = 0 then 'Company ' || n end, 1 + n % 8,
        'c' || n || '@example.org' from generate_series(1, 40) n;
insert into "Invoice" select n, 1 + n % 40, '2026-01-01'::timestamp + n * interval '1 day 1 ms', 'Austria', n, n, 'upper',
        'mixed' from generate_series(1, 120) n;
insert into "Invoice Line" select 1 + n % 120, n / 120, 1 + n % 400, 0.99, n % 3, n / 3.0, '$' || n, ':', '"' || n || '"',
        n % 2 = 0, n, E'a\nb' from generate_series(0, 399) n;
insert into "Line.Note" select "Invoice Id", "Line.No", 1, 'note' from "Invoice Line" where "Line.No" < 2;
insert into "select" select n, 'where ' || n, nullif(n / 2, 0), n, 'm' from generate_series(1, 20) n;
insert into "Gift.Card" select 'card.' || n, 'c' || n || '@example.org', n from generate_series(1, 15) n;
insert into "Gift.Card" values ('nobody''s "card"', null, null), ('', null, 3), ('a,b', null, 3), ('{"x"}\', null, 3);
insert into "Gift.Card Use" select n, 'card.' || 1 + n % 15, '2026-01-01'::date + n from generate_series(1, 40) n;
insert into "ÜBERSICHT" values ('ä', 1), ('Z', 2), ('a', 3), ('ß', 4), ('z', 5), ('Ä', 6);
