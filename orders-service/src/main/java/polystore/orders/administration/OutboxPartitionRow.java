package polystore.orders.administration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;

/// A daily partition of the outbox, as PostgreSQL's catalog describes it.
@Entity
@Immutable
@Subselect("""
        select c.relname::text as name, greatest(c.reltuples, 0)::bigint as rows, pg_total_relation_size(c.oid) as bytes
        from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'outbox'::regclass""")
class OutboxPartitionRow {

    /// Ends with the day, as `outbox_20260131`.
    @Id
    String name = "";

    /// As of the last vacuum or analyze; 0 before the first.
    long rows;

    /// With indexes.
    long bytes;
}
