insert into "Invoice Line" values (1 + :n % 120, 10 + :n % 50, 1 + :n % 400, 0.99, 1, 1, '$', ':', '"', true, 1, null) on conflict do nothing
update "Invoice Line" set "^Quantity" = :n, "%" = null where "Invoice Id" = 1 + :n % 120
update "Invoice Line" set "Track Id" = 1 + :n % 400 where "Invoice Id" = 1 + :n % 120 and "Line.No" > 3
delete from "Invoice Line" where "Invoice Id" = 1 + :n % 120 and "Line.No" > 9
insert into "Line.Note" select "Invoice Id", "Line.No", 1 + :n % 9, 'note' from "Invoice Line" where "Invoice Id" = 1 + :n % 120 and "Line.No" < 2 on conflict do nothing
delete from "Line.Note" where "Invoice Id" = 1 + :n % 120
update "Invoice" set "CustomerId" = 1 + :n % 40, "ORDER" = ':n' where "InvoiceId" = 1 + :n % 120
update "Track" set "AlbumId" = nullif(:n % 61, 0), "Milliseconds" = :n, "Kind" = 'AAC audio' where "TrackId" = 1 + :n % 400
update "Album" set "ArtistId" = 1 + :n % 30 where "AlbumId" = 1 + :n % 60
insert into "PlaylistTrack" values (1 + :n % 8, 1 + :n % 400) on conflict do nothing
delete from "PlaylistTrack" where "TrackId" = 1 + :n % 400
update "Employee" set "ReportsTo" = 1 where "EmployeeId" = 2 + :n % 7
update "Gift.Card" set "owner.Email" = 'c' || 1 + :n % 40 || '@example.org' where "Card.Code" = 'card.' || 1 + :n % 15
insert into "Gift.Card Use" select coalesce(max("#"), 0) + 1, 'card.' || 1 + :n % 15, null from "Gift.Card Use"
update "select" set "where" = ':n', "group" = null where "from" = 1 + :n % 20
