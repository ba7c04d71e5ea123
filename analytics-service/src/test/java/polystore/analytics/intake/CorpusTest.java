package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polystore.analytics.CorpusRecords;
import polystore.contracts.Corpus;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderDocument;

/// The measures read events of every release.
class CorpusTest {

    static List<Corpus.Example> examples() {
        return Corpus.all().stream()
                .filter(it ->
                        it.type().startsWith("polystore.orders.") && !it.type().equals(OrderDocument.TYPE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsEveryExampleOfEveryRelease(Corpus.Example example) throws Exception {
        assertThat(IdentifiedEvent.decode(CorpusRecords.of(Topics.ORDERS_EVENTS, example)))
                .isNotNull();
    }
}
