package polystore.command.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.ServerAddress;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import polystore.stores.FreePort;

class MongoSignInIT {
    private static final ConnectionString ADDRESS = new ConnectionString("mongodb://jo:secret@db.example.org:27018/x");

    @Test
    void aWrongPasswordIsReportedAsSuch() {
        assertThat(MongoSignIn.said(ADDRESS, refused(18)))
                .isEqualTo(
                        "The MongoDB at db.example.org:27018 refuses the user jo: wrong user or password in MONGODB_URI");
        assertThat(MongoSignIn.wrongPassword(refused(18))).isTrue();
    }

    @Test
    void anotherRefusalIsNotReportedAsAWrongPassword() {
        assertThat(MongoSignIn.said(ADDRESS, refused(59)))
                .contains("cannot sign in the user jo")
                .doesNotContain("wrong");
        assertThat(MongoSignIn.wrongPassword(refused(59))).isFalse();
    }

    @Test
    void anUnreachableServerIsNoRefusal() {
        assertThat(MongoSignIn.refusal("mongodb://jo:secret@127.0.0.1:" + FreePort.next() + "/?connectTimeoutMS=500"))
                .isEmpty();
    }

    private static MongoSecurityException refused(int code) {
        var answer = new MongoCommandException(new BsonDocument("code", new BsonInt32(code)), new ServerAddress());
        var credential = MongoCredential.createCredential("jo", "x", "secret".toCharArray());
        return new MongoSecurityException(credential, "Exception authenticating", answer);
    }
}
