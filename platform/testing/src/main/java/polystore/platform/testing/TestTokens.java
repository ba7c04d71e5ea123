package polystore.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// Signs tokens as an identity provider would: one RSA key and one elliptic curve key, made once for this JVM.
///
/// The keys are kept in system properties as text, because a Quarkus test and its resources have different class
/// loaders.
public final class TestTokens {
    public static final String ISSUER = "https://issuer.test";

    private static final String PROPERTY = "polystore.test.key.";
    private static final int LIFETIME_S = 3600;

    private TestTokens() {}

    /// Writes the public halves of both keys.
    ///
    /// @return the file, as `JWT_JWKS` names it
    public static Path keySetFile() {
        var set = new JsonWebKeySet(key("rsa"), key("ec")).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        try {
            var file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A token (RS256) that is valid for an hour.
    public static String of(String subject, String... roles) {
        return sign(claims(subject, roles), key("rsa"));
    }

    /// As [#of], signed with the elliptic curve key (ES256).
    public static String ecOf(String subject, String... roles) {
        return sign(claims(subject, roles), key("ec"));
    }

    /// A token whose time ended five minutes ago.
    public static String expired(String subject, String... roles) {
        return with(subject, Map.of("exp", now() - 300), roles);
    }

    /// A token with these claims in place of the usual ones, such as `iss`, `aud`, `upn`.
    public static String with(String subject, Map<String, ?> claims, String... roles) {
        var all = claims(subject, roles);
        claims.forEach(all::setClaim);
        return sign(all, key("rsa"));
    }

    /// A token that another key signed, with the id of the known key.
    public static String forged(String subject, String... roles) {
        try {
            var other = RsaJwkGenerator.generateJwk(2048);
            other.setKeyId("rsa");
            return sign(claims(subject, roles), other);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(String subject, String... roles) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", List.of(roles));
        claims.setIssuedAt(NumericDate.fromSeconds(now() - 600));
        claims.setExpirationTime(NumericDate.fromSeconds(now() + LIFETIME_S));
        return claims;
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static String sign(JwtClaims claims, PublicJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(
                key.getKeyId().equals("ec")
                        ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
                        : AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey key(String id) {
        // The one lock that all class loaders of this JVM share.
        synchronized (System.getProperties()) {
            try {
                var kept = System.getProperty(PROPERTY + id);
                if (kept != null) {
                    return PublicJsonWebKey.Factory.newPublicJwk(kept);
                }
                PublicJsonWebKey made = id.equals("ec")
                        ? EcJwkGenerator.generateJwk(EllipticCurves.P256)
                        : RsaJwkGenerator.generateJwk(2048);
                made.setKeyId(id);
                System.setProperty(PROPERTY + id, made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
                return made;
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
