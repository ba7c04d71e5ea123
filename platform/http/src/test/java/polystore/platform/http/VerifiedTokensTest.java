package polystore.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Counting verifier = new Counting();
    private long nanos;
    private final JWTAuthContextInfo rules = new JWTAuthContextInfo();

    @Test
    void verifiesATokenOnce() throws ParseException {
        var tokens = at(NOW);
        assertThat(tokens.knows("a")).isFalse();
        var first = tokens.parse("a", rules);
        assertThat(tokens.knows("a")).isTrue();
        assertThat(tokens.parse("a", rules)).isSameAs(first);
        tokens.parse("b", rules);
        assertThat(verifier.asked).containsExactly("a", "b");
    }

    @Test
    void cachesATokenForHalfAMinute() throws ParseException {
        var tokens = at(NOW);
        tokens.parse("a", rules);
        nanos += Duration.ofSeconds(29).toNanos();
        assertThat(tokens.knows("a")).isTrue();
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(tokens.knows("a")).isFalse();
    }

    @Test
    void verifiesALongTokenEachTime() throws ParseException {
        var tokens = at(NOW);
        tokens.parse("x".repeat(VerifiedTokens.TOKEN_CHARS_MAX), rules);
        tokens.parse("y".repeat(VerifiedTokens.TOKEN_CHARS_MAX + 1), rules);
        assertThat(tokens.knows("x".repeat(VerifiedTokens.TOKEN_CHARS_MAX))).isTrue();
        assertThat(tokens.knows("y".repeat(VerifiedTokens.TOKEN_CHARS_MAX + 1))).isFalse();
    }

    @Test
    void verifiesAnExpiredTokenAgain() throws ParseException {
        var tokens = at(NOW.plusSeconds(60));
        tokens.parse("a", rules);
        assertThat(tokens.knows("a")).isFalse();
        tokens.parse("a", rules);
        assertThat(verifier.asked).containsExactly("a", "a");
    }

    @Test
    void doesNotCacheAForgedToken() {
        var tokens = at(NOW);
        assertThatThrownBy(() -> tokens.parse("forged", rules)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> tokens.parse("forged", rules)).isInstanceOf(ParseException.class);
        assertThat(verifier.asked).containsExactly("forged", "forged");
    }

    @Test
    void namesTheCallerByTheSubjectAndNotByThePreferredUsername() throws ParseException {
        var bearer = at(NOW).parse("a", rules);
        assertThat(bearer.getName()).isEqualTo("a");
        assertThat(bearer.<String>getClaim("preferred_username")).isEqualTo("ada");
        assertThat(bearer.getGroups()).containsExactly("customer");
        assertThat(bearer.getClaimNames()).contains("groups", "sub");
        assertThat(bearer.getExpirationTime()).isEqualTo(NOW.plusSeconds(60).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a;b", "a%2fb", "a\\b", "ä", "a\u0000b"})
    void refusesASubjectWithCharactersThatPathsDoNotAllow(String subject) {
        var tokens = at(NOW);
        assertThatThrownBy(() -> tokens.parse(subject, rules))
                .isInstanceOf(VerifiedTokens.UnusableSubjectException.class)
                .hasMessageContaining("visible ASCII");
        assertThat(tokens.knows(subject)).isFalse();
    }

    @Test
    void acceptsSubjectsOfUsualIdentityProviders() throws ParseException {
        for (var subject : List.of("auth0|5f7c8ec7", "jo@example.org", "x".repeat(255))) {
            assertThat(at(NOW).parse(subject, rules).getName()).isEqualTo(subject);
        }
        assertThatThrownBy(() -> at(NOW).parse("x".repeat(256), rules))
                .isInstanceOf(VerifiedTokens.UnusableSubjectException.class);
    }

    private VerifiedTokens at(Instant now) {
        return new VerifiedTokens(verifier, Clock.fixed(now, ZoneOffset.UTC), () -> nanos);
    }

    /// Accepts every token except `forged`. Each expires a minute after `NOW`; its subject is the token itself, if
    /// that is short.
    private static final class Counting extends JWTCallerPrincipalFactory {

        private final List<String> asked = new ArrayList<>();

        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
            asked.add(token);
            if (token.equals("forged")) {
                throw new ParseException("forged");
            }
            return new JWTCallerPrincipal(token, "JWT") {
                private final Map<String, Object> claims = Map.of(
                        "sub",
                        token.length() > 1_000 ? "long" : token,
                        "preferred_username",
                        "ada",
                        "groups",
                        Set.of("customer"),
                        "exp",
                        NOW.plusSeconds(60).getEpochSecond());

                @Override
                protected Collection<String> doGetClaimNames() {
                    return claims.keySet();
                }

                @Override
                protected @Nullable Object getClaimValue(String name) {
                    return claims.get(name);
                }
            };
        }
    }
}
