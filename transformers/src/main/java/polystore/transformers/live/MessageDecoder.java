package polystore.transformers.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import polystore.transformers.catalog.TableName;

/// Decodes the messages of `pgoutput`.
///
/// Source: PostgreSQL, "Logical Replication Message Formats".
final class MessageDecoder {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int IDENTIFYING = 1;

    private MessageDecoder() {}

    /// @throws IllegalArgumentException for a message that protocol version 1 does not have
    static Message decode(ByteBuffer sent) {
        var type = (char) sent.get();
        return switch (type) {
            case 'B' -> begin(sent);
            case 'C' -> commit(sent);
            case 'R' -> relation(sent);
            case 'I' -> insert(sent);
            case 'U' -> update(sent);
            case 'D' -> delete(sent);
            case 'T' -> truncate(sent);
            case 'O', 'Y', 'M' -> new Message.Ignored();
            default -> throw new IllegalArgumentException("pgoutput sent a message of the unknown type " + type);
        };
    }

    private static Message begin(ByteBuffer sent) {
        sent.getLong(); // position of the commit
        sent.getLong(); // its time
        return new Message.Begin(sent.getInt());
    }

    private static Message commit(ByteBuffer sent) {
        sent.get(); // flags, of which there are none
        sent.getLong(); // position of the commit itself
        var end = LogSequenceNumber.valueOf(sent.getLong());
        return new Message.Commit(end, EPOCH.plus(sent.getLong(), ChronoUnit.MICROS));
    }

    private static Message relation(ByteBuffer sent) {
        var id = sent.getInt();
        var table = new TableName(string(sent), string(sent));
        sent.get(); // the kind of replica identity, which the columns' flags say too
        var columns = new ArrayList<Message.RelationColumn>();
        for (var left = sent.getShort(); left > 0; left--) {
            var flags = sent.get();
            columns.add(new Message.RelationColumn(string(sent), (flags & IDENTIFYING) != 0));
            sent.getInt(); // type
            sent.getInt(); // its modifier
        }
        return new Message.Relation(id, table, columns);
    }

    private static Message insert(ByteBuffer sent) {
        var relation = sent.getInt();
        sent.get(); // N
        return new Message.Insert(relation, row(sent));
    }

    private static Message update(ByteBuffer sent) {
        var relation = sent.getInt();
        @Nullable List<Message.Value> before = null;
        if (sent.get() != 'N') {
            before = row(sent);
            sent.get(); // N
        }
        return new Message.Update(relation, before, row(sent));
    }

    private static Message delete(ByteBuffer sent) {
        var relation = sent.getInt();
        sent.get(); // K or O
        return new Message.Delete(relation, row(sent));
    }

    private static Message truncate(ByteBuffer sent) {
        var count = sent.getInt();
        sent.get(); // CASCADE or RESTART IDENTITY
        var relations = new ArrayList<Integer>();
        for (var i = 0; i < count; i++) {
            relations.add(sent.getInt());
        }
        return new Message.Truncate(relations);
    }

    private static List<Message.Value> row(ByteBuffer sent) {
        var values = new ArrayList<Message.Value>();
        for (var left = sent.getShort(); left > 0; left--) {
            var kind = (char) sent.get();
            values.add(
                    switch (kind) {
                        case 'n' -> new Message.Null();
                        case 'u' -> new Message.Unsent();
                        case 't' -> new Message.Text(text(sent, sent.getInt()));
                        default -> throw new IllegalArgumentException("pgoutput sent a value of the kind " + kind);
                    });
        }
        return values;
    }

    private static String text(ByteBuffer sent, int length) {
        var bytes = new byte[length];
        sent.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Ends with a zero byte.
    private static String string(ByteBuffer sent) {
        var length = 0;
        while (sent.get(sent.position() + length) != 0) {
            length++;
        }
        var text = text(sent, length);
        sent.get();
        return text;
    }
}
