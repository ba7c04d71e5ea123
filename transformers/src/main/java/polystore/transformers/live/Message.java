package polystore.transformers.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import polystore.transformers.catalog.TableName;

/// A message of PostgreSQL's output plugin `pgoutput`, protocol version 1.
sealed interface Message {

    /// @param xid the lower 32 bits of the transaction's id
    record Begin(int xid) implements Message {}

    /// @param end position behind the transaction, which confirms it
    record Commit(LogSequenceNumber end, Instant committedAt) implements Message {}

    /// Describes a table before its first row, and again after its definition changed.
    record Relation(int id, TableName table, List<RelationColumn> columns) implements Message {
        public Relation {
            columns = List.copyOf(columns);
        }
    }

    /// @param identifying whether the old row of an update or deletion has this column
    record RelationColumn(String name, boolean identifying) {}

    record Insert(int relation, List<Value> after) implements Message {}

    /// @param before null when no identifying column changed
    record Update(int relation, @Nullable List<Value> before, List<Value> after) implements Message {}

    record Delete(int relation, List<Value> before) implements Message {}

    record Truncate(List<Integer> relations) implements Message {
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /// Origins, types and logical messages.
    record Ignored() implements Message {}

    /// The value of a column.
    sealed interface Value {}

    record Text(String text) implements Value {}

    record Null() implements Value {}

    /// A large value that did not change and is not sent.
    record Unsent() implements Value {}
}
