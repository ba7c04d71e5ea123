package polystore.orders.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import polystore.contracts.orders.OrderDocument;

class PostgresOrdersMappingTest {

    /// Analytics stores the lower of the two versions with a document.
    @Test
    void itsVersionIsThatOfThePublishedDocument() {
        assertThat(PostgresOrdersMapping.version()).isEqualTo(OrderDocument.MAPPING);
    }
}
