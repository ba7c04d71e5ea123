package polystore.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoFaultsTest {

    private static final ServerAddress SERVER = new ServerAddress();
    private static final int VALIDATOR = 121;
    private static final int NOT_PRIMARY = 10_107;

    @ParameterizedTest
    @ValueSource(ints = {2, 121, 11_000, 10_334})
    void aRefusedValueIsAFaultOfTheData(int code) {
        assertThat(MongoFaults.isData(command(code))).isTrue();
        assertThat(MongoFaults.isData(write(code))).isTrue();
        assertThat(MongoFaults.isData(bulk(null, code))).isTrue();
    }

    /// Unauthorized, exceeded time limit, shutdown in progress, stepped down, not primary.
    @ParameterizedTest
    @ValueSource(ints = {13, 50, 91, 189, 10_107})
    void aFailureOfTheServerIsNotAFaultOfTheData(int code) {
        assertThat(MongoFaults.isData(command(code))).isFalse();
        assertThat(MongoFaults.isData(write(code))).isFalse();
        assertThat(MongoFaults.isData(bulk(null, code))).isFalse();
    }

    @Test
    void aBulkIsAFaultOfTheDataOnlyIfAllItsFailuresAre() {
        assertThat(MongoFaults.isData(bulk(null, VALIDATOR, VALIDATOR))).isTrue();
        assertThat(MongoFaults.isData(bulk(null, VALIDATOR, NOT_PRIMARY))).isFalse();
        var concern = new WriteConcernError(64, "WriteConcernFailed", "waiting timed out", new BsonDocument());
        assertThat(MongoFaults.isData(bulk(concern, VALIDATOR))).isFalse();
    }

    @Test
    void aValueThatCannotBeEncodedIsAFaultOfTheData() {
        assertThat(MongoFaults.isData(new BsonMaximumSizeExceededException("too large")))
                .isTrue();
        assertThat(MongoFaults.isData(new MongoSocketException("reset", SERVER)))
                .isFalse();
        assertThat(MongoFaults.isData(new IllegalStateException("closed"))).isFalse();
    }

    private static MongoCommandException command(int code) {
        var response = new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString("refused"));
        return new MongoCommandException(response, SERVER);
    }

    private static MongoWriteException write(int code) {
        return new MongoWriteException(new WriteError(code, "refused", new BsonDocument()), SERVER, Set.of());
    }

    private static MongoBulkWriteException bulk(@Nullable WriteConcernError concern, int... codes) {
        var errors = IntStream.range(0, codes.length)
                .mapToObj(it -> new BulkWriteError(codes[it], "refused", new BsonDocument(), it))
                .toList();
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(), List.copyOf(errors), concern, SERVER, Set.of());
    }
}
