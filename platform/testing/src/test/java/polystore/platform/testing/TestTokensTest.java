package polystore.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TestTokensTest {

    @Test
    void bothKeysOfTheSetVerifyTheirTokens() throws Exception {
        for (var token : new String[] {TestTokens.of("ada", "staff"), TestTokens.ecOf("ada", "staff")}) {
            var claims = verifier().processToClaims(token);
            assertThat(claims.getSubject()).isEqualTo("ada");
            assertThat(claims.getStringListClaimValue("groups")).containsExactly("staff");
        }
    }

    @Test
    void anExpiredAndAForgedTokenDoNotVerify() throws Exception {
        var verifier = verifier();
        assertThatThrownBy(() -> verifier.processToClaims(TestTokens.expired("ada")))
                .isInstanceOf(InvalidJwtException.class);
        assertThatThrownBy(() -> verifier.processToClaims(TestTokens.forged("ada")))
                .isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void aClaimIsReplaced() throws Exception {
        var token = TestTokens.with("ada", Map.of("upn", "ada@example.org"));
        assertThat(verifier().processToClaims(token).getClaimValueAsString("upn"))
                .isEqualTo("ada@example.org");
    }

    private static JwtConsumer verifier() throws IOException, JoseException {
        var keys = new JsonWebKeySet(Files.readString(TestTokens.keySetFile()));
        return new JwtConsumerBuilder()
                .setExpectedIssuer(TestTokens.ISSUER)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .build();
    }
}
