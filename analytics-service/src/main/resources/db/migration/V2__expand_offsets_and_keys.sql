-- expand: which topic an offset belongs to, what was removed before it was read, and keys byte for byte. Way back: drop
-- the columns; the previous version neither reads nor writes them.
set lock_timeout = '2s';

alter table consumer_position
    add column topic_id text, -- Kafka's id of the topic: one created again under the same name has another
    add column gap text;      -- what the topic lost before it was read; the measures are incomplete while there is one

-- `key` orders and finds: a key too long for an index stands there as its hash. `record_key` is what the record had.
alter table parked_event add column record_key bytea;
