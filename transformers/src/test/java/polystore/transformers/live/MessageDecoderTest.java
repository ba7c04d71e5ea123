package polystore.transformers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;
import polystore.transformers.catalog.TableName;

/// Messages as the documentation of PostgreSQL describes them; real ones are in [LiveIT].
class MessageDecoderTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @Test
    void readsTheIdOfATransactionAndItsEnd() throws IOException {
        out.writeByte('B');
        out.writeLong(11);
        out.writeLong(12);
        out.writeInt(-2);
        assertThat(decoded()).isEqualTo(new Message.Begin(-2));

        out.writeByte('C');
        out.writeByte(0);
        out.writeLong(21);
        out.writeLong(22);
        out.writeLong(1_500_000);
        assertThat(decoded())
                .isEqualTo(
                        new Message.Commit(LogSequenceNumber.valueOf(22), Instant.parse("2000-01-01T00:00:01.500Z")));
    }

    @Test
    void readsATableAndWhichColumnsIdentifyItsRows() throws IOException {
        out.writeByte('R');
        out.writeInt(7);
        string("public");
        string("Größe");
        out.writeByte('d');
        out.writeShort(2);
        column(1, "id");
        column(0, "name");

        assertThat(decoded())
                .isEqualTo(new Message.Relation(
                        7,
                        new TableName("public", "Größe"),
                        List.of(new Message.RelationColumn("id", true), new Message.RelationColumn("name", false))));
    }

    @Test
    void readsOldAndNewRows() throws IOException {
        out.writeByte('I');
        out.writeInt(7);
        out.writeByte('N');
        row("ä", null);
        assertThat(decoded()).isEqualTo(new Message.Insert(7, List.of(new Message.Text("ä"), new Message.Null())));

        out.writeByte('U');
        out.writeInt(7);
        out.writeByte('K');
        row("1", null);
        out.writeByte('N');
        row("2", "UNSENT");
        assertThat(decoded())
                .isEqualTo(new Message.Update(
                        7,
                        List.of(new Message.Text("1"), new Message.Null()),
                        List.of(new Message.Text("2"), new Message.Unsent())));

        out.writeByte('U');
        out.writeInt(7);
        out.writeByte('N');
        row("3");
        assertThat(decoded()).isEqualTo(new Message.Update(7, null, List.of(new Message.Text("3"))));

        out.writeByte('D');
        out.writeInt(8);
        out.writeByte('O');
        row("4");
        assertThat(decoded()).isEqualTo(new Message.Delete(8, List.of(new Message.Text("4"))));
    }

    @Test
    void readsTruncatedTables() throws IOException {
        out.writeByte('T');
        out.writeInt(2);
        out.writeByte(1);
        out.writeInt(7);
        out.writeInt(9);
        assertThat(decoded()).isEqualTo(new Message.Truncate(List.of(7, 9)));
    }

    @Test
    void passesOverOriginsTypesAndLogicalMessagesAndRefusesUnknownOnes() throws IOException {
        for (var type : List.of('O', 'Y', 'M')) {
            out.writeByte(type);
            assertThat(decoded()).isEqualTo(new Message.Ignored());
        }
        out.writeByte('S');
        assertThatIllegalArgumentException().isThrownBy(this::decoded).withMessageContaining("unknown type S");
    }

    @Test
    void completesATransactionIdToTheNearestOne() {
        assertThat(FullXids.full(0x1_0000_0005L, 3)).isEqualTo(0x1_0000_0003L);
        assertThat(FullXids.full(0x1_0000_0005L, 9)).isEqualTo(0x1_0000_0009L);
        assertThat(FullXids.full(0x1_0000_0005L, 0xffff_fff0)).isEqualTo(0xffff_fff0L);
        assertThat(FullXids.full(0x1_ffff_fff0L, 2)).isEqualTo(0x2_0000_0002L);
    }

    private Message decoded() {
        var message = MessageDecoder.decode(ByteBuffer.wrap(bytes.toByteArray()));
        bytes.reset();
        return message;
    }

    private void string(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.writeByte(0);
    }

    private void column(int flags, String name) throws IOException {
        out.writeByte(flags);
        string(name);
        out.writeInt(23);
        out.writeInt(-1);
    }

    private void row(@Nullable String... values) throws IOException {
        out.writeShort(values.length);
        for (var value : values) {
            if (value == null) {
                out.writeByte('n');
            } else if (value.equals("UNSENT")) {
                out.writeByte('u');
            } else {
                var text = value.getBytes(StandardCharsets.UTF_8);
                out.writeByte('t');
                out.writeInt(text.length);
                out.write(text);
            }
        }
    }
}
