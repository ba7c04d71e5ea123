package polystore.transformers.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

class StoredFormTest {

    private static final String DOCUMENT = "{_id: 1, name: 'Ada', lines: [{no: 1, sku: 'A'}], paidAt: null}";

    @Test
    void theOrderOfFieldsAndTheMarkAreNoPartOfTheHash() {
        assertThat(hash("{_id: 1, lines: [{no: 1, sku: 'A'}], _m: {h: 5}, paidAt: null, name: 'Ada'}"))
                .isEqualTo(hash(DOCUMENT));
    }

    @Test
    void everythingElseIs() {
        assertThat(new String[] {
                    "{_id: 2, name: 'Ada', lines: [{no: 1, sku: 'A'}], paidAt: null}",
                    "{_id: 1, name: 'Bob', lines: [{no: 1, sku: 'A'}], paidAt: null}",
                    "{_id: 1, name: 'Ada', lines: [{no: 1, sku: 'B'}], paidAt: null}",
                    "{_id: 1, name: 'Ada', lines: [{sku: 'A', no: 1}], paidAt: null}",
                    "{_id: 1, name: 'Ada', lines: [{no: 1, sku: 'A'}]}",
                    "{_id: 1, name: 'Ada', lines: [{no: 1, sku: 'A'}], shippedAt: null}",
                    "{_id: {$numberLong: '1'}, name: 'Ada', lines: [{no: 1, sku: 'A'}], paidAt: null}"
                })
                .extracting(StoredFormTest::hash)
                .doesNotContain(hash(DOCUMENT))
                .doesNotHaveDuplicates();
    }

    @Test
    void aWrittenDocumentCarriesItsHash() {
        var body = BsonDocument.parse("{name: 'Ada', lines: [{no: 1, sku: 'A'}], paidAt: null}");
        var id = new BsonInt32(1);

        var stored = StoredForm.of(new DocumentWrite.Put(id, 7, 1, body));

        assertThat(stored.getDocument("_m").getInt64("h").getValue())
                .isEqualTo(StoredForm.hashOf(stored))
                .isEqualTo(StoredForm.hash(id, body))
                .isEqualTo(hash(DOCUMENT));
    }

    private static long hash(String json) {
        return StoredForm.hashOf(BsonDocument.parse(json));
    }
}
