package polystore.analytics.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualitySortRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {t: -1, _id: -1}       | {}                                   | {t: -1, _id: -1} | true
            {t: -1, _id: -1}       | {}                                   | {t: 1, _id: 1}   | true
            {t: -1, _id: -1}       | {}                                   | {t: -1, _id: 1}  | false
            {t: -1, _id: -1}       | {a: 1}                               | {t: -1, _id: -1} | false
            {a: 1, t: -1, _id: -1} | {}                                   | {t: -1, _id: -1} | false
            {a: 1, t: -1, _id: -1} | {a: 1, t: {$lt: 5}}                  | {t: -1, _id: -1} | true
            {a: 1, t: -1, _id: -1} | {a: 1, b: {$lt: 5}}                  | {t: -1, _id: -1} | false
            {a: 1, t: -1, b: 1}    | {a: 1, b: {$lt: 5}}                  | {t: -1}          | true
            {a: 1, b: 1, t: -1}    | {a: 1, b: {$lt: 5}}                  | {t: -1}          | false
            {t: -1, a: 1}          | {a: 1}                               | {t: -1}          | false
            {b: 1, a: 1, t: -1}    | {a: 1, b: 2}                         | {t: 1}           | true
            {a: 1, t: -1, _id: -1} | {a: {$in: [1, 2]}}                   | {t: -1}          | false
            {_id: 1}               | {_id: {$in: [1, 2]}}                 | {}               | true
            {_id: 1}               | {a: 1}                               | {}               | false
            {t: -1, _id: -1}       | {$or: [{t: 1, _id: {$lt: 2}}, {t: {$lt: 1}}]} | {t: -1, _id: -1} | true
            {t: -1, _id: -1}       | {$or: [{t: 1, _id: {$lt: 2}}, {b: {$lt: 1}}]} | {t: -1, _id: -1} | false
            """)
    void anIndexServesAQueryWhoseEqualitySortAndRangeItFollows(
            String index, String filter, String sort, boolean served) {
        assertThat(EqualitySortRange.serves(
                        BsonDocument.parse(index), BsonDocument.parse(filter), BsonDocument.parse(sort)))
                .isEqualTo(served);
    }
}
