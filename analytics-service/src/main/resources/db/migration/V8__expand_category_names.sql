-- expand: the names of categories, which rows by category carry. Way back: drop what is made here; the previous version
-- neither reads nor writes it.
set lock_timeout = '2s';

create table category_fact (
    category text   primary key,
    version  bigint not null, -- of the category; a higher one replaces the name
    name     text   not null
);
