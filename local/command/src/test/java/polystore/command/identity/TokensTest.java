package polystore.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Tokens TOKENS = tokens();

    @Test
    void aTokenHasSubjectRoleAndIssuer() throws Exception {
        var claims = consumer(TOKENS).processToClaims(TOKENS.sign("staff", "jo-1", Instant.now(), HOUR));

        assertThat(claims.getSubject()).isEqualTo("jo-1");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("staff");
        assertThat(claims.getIssuer()).isEqualTo("https://polystore.local");
    }

    @Test
    void aTokenMayHaveSeveralRoles() throws Exception {
        var token = TOKENS.sign(List.of("staff", "operator"), "jo-1", Instant.now(), HOUR);

        assertThat(consumer(TOKENS).processToClaims(token).getStringListClaimValue("groups"))
                .containsExactly("staff", "operator");
    }

    @Test
    void anotherKeyDoesNotVerifyIt() {
        var token = TOKENS.sign("staff", "jo-1", Instant.now(), HOUR);

        assertThatThrownBy(() -> consumer(tokens()).processToClaims(token)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void aTokenIsInvalidAfterItsLifetime() {
        var token = TOKENS.sign("staff", "jo-1", Instant.now().minus(HOUR.multipliedBy(2)), HOUR);

        assertThatThrownBy(() -> consumer(TOKENS).processToClaims(token)).hasMessageContaining("no longer valid");
    }

    @Test
    void refusesAnUnknownRole() {
        assertThatThrownBy(() -> TOKENS.sign("admin", "jo-1", Instant.now(), HOUR))
                .hasMessageContaining("customer, staff, analyst, operator");
    }

    @Test
    void refusesASubjectThatNoServiceAccepts() {
        assertThatThrownBy(() -> TOKENS.sign("staff", "jo 1", Instant.now(), HOUR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static org.jose4j.jwt.consumer.JwtConsumer consumer(Tokens tokens) {
        return new JwtConsumerBuilder()
                .setVerificationKey(tokens.key().key().getKey())
                .setExpectedIssuer(Tokens.ISSUER)
                .setRequireExpirationTime()
                .build();
    }

    private static Tokens tokens() {
        try {
            return new Tokens(new SigningKey(RsaJwkGenerator.generateJwk(2048), Path.of("jwks.json")));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
