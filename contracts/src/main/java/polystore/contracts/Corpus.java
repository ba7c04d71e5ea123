package polystore.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Examples of every event and document of every release of these contracts. A reader that reads all of them reads
/// whatever a topic may still have.
public final class Corpus {

    private static final String FOLDER = "/released/";

    private Corpus() {}

    /// A body as it was published.
    ///
    /// @param release of the contracts, such as `1.0`
    /// @param type the CloudEvents type, such as `polystore.orders.OrderPlaced`
    /// @param file such as `OrderCancelled.v1.unpaid.json`
    /// @param body JSON, UTF-8
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Example(String release, String type, String file, byte[] body) {

        @Override
        public String toString() {
            return release + " " + file;
        }
    }

    public static List<Example> all() {
        return new String(read("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", 3))
                .map(words -> new Example(words[0], words[1], words[2], read(words[0] + "/golden/" + words[2])))
                .toList();
    }

    private static byte[] read(String file) {
        try (InputStream in = Corpus.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
