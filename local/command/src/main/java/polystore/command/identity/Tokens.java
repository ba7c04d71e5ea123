package polystore.command.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Signs access tokens with a subject and a role, in place of an identity provider.
public record Tokens(SigningKey key) {
    public static final String ISSUER = "https://polystore.local";

    /// The roles that the services know.
    public static final List<String> ROLES = List.of("customer", "staff", "analyst", "operator");

    private static final String SUBJECT = "[A-Za-z0-9._-]{1,64}";

    /// A compact JWT (RS256) that is valid from `now` for `lifetime`.
    ///
    /// @throws IllegalArgumentException for a role or subject that no service accepts
    public String sign(String role, String subject, Instant now, Duration lifetime) {
        return sign(List.of(role), subject, now, lifetime);
    }

    /// As above, for a caller with several roles.
    public String sign(List<String> roles, String subject, Instant now, Duration lifetime) {
        for (var role : roles) {
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException("Unknown role " + role + ". Roles: " + String.join(", ", ROLES));
            }
        }
        if (!subject.matches(SUBJECT)) {
            throw new IllegalArgumentException(
                    "A subject must be 1 to 64 letters, digits, '.', '_' or '-', not: " + subject);
        }
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", roles);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
        claims.setGeneratedJwtId();
        return sign(claims.toJson());
    }

    private String sign(String payload) {
        var signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setKey(key.key().getPrivateKey());
        signature.setKeyIdHeaderValue(key.key().getKeyId());
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Cannot sign with " + key.jwks(), e);
        }
    }
}
