package polystore.transformers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import polystore.transformers.extract.RootKey;
import polystore.transformers.verify.RangeComparison.Expected;

/// Against documents in memory, each an `_id` and the hash it was stored with.
class RangeComparisonTest {

    private static final int ROOTS = 1_000;
    private static final BsonInt32 FIRST = new BsonInt32(1);
    private static final BsonInt32 OTHER = new BsonInt32(777);
    private static final BsonInt32 UNKNOWN = new BsonInt32(1_001);

    private final List<Expected> roots =
            IntStream.rangeClosed(1, ROOTS).mapToObj(RangeComparisonTest::root).toList();
    private final TreeMap<BsonInt32, Long> stored = new TreeMap<>();

    RangeComparisonTest() {
        roots.forEach(root -> stored.put((BsonInt32) root.id(), root.hash()));
    }

    @Test
    void equalDocumentsHaveNoDifference() throws Exception {
        assertThat(differences()).isEmpty();
    }

    @Test
    void missingChangedAndSurplusDocumentsAreFound() throws Exception {
        stored.remove(FIRST);
        stored.merge(OTHER, 1L, Long::sum);
        stored.put(UNKNOWN, 5L);

        assertThat(differences()).containsExactlyInAnyOrder("1", "777", "1001 without root");
    }

    @Test
    void aDocumentCopiedUnderAnotherIdIsFound() throws Exception {
        stored.put(UNKNOWN, stored.remove(FIRST));

        assertThat(differences()).containsExactlyInAnyOrder("1", "1001 without root");
    }

    @Test
    void twoDocumentsWithEachOthersHashesAreFound() throws Exception {
        var first = stored.get(FIRST);
        stored.put(FIRST, stored.get(OTHER));
        stored.put(OTHER, first);

        assertThat(differences()).containsExactlyInAnyOrder("1", "777");
    }

    private List<String> differences() throws Exception {
        var found = new ArrayList<String>();
        new RangeComparison(new Stored(), new RangeComparison.Suspects() {
                    @Override
                    public void root(RootKey root) {
                        found.add(root.toString());
                    }

                    @Override
                    public void withoutRoot(BsonValue id) {
                        found.add(id.asInt32().getValue() + " without root");
                    }
                })
                .compare(roots, null, null);
        return found;
    }

    private static Expected root(int number) {
        return new Expected(new RootKey(List.of(Integer.toString(number))), new BsonInt32(number), number * 31L);
    }

    private final class Stored implements StoredDocuments {

        @Override
        public void each(IdRange range, Visitor visitor) throws java.sql.SQLException, InterruptedException {
            var above = range.after() == null ? stored : stored.tailMap((BsonInt32) range.after(), false);
            var within = range.upTo() == null ? above : above.headMap((BsonInt32) range.upTo(), true);
            for (var document : within.entrySet()) {
                visitor.document(document.getKey(), document.getValue());
            }
        }

        @Override
        public Map<BsonValue, StoredIds.Stored> find(Collection<BsonValue> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void eachPageOfIds(int max, Page page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void eachPageOfOtherIds(BsonType type, int max, Page page) {
            throw new UnsupportedOperationException();
        }
    }
}
