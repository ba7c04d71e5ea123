package polystore.orders;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// Signs tokens with a key made for this JVM; kept in a system property because Quarkus tests have several class
/// loaders.
public final class Tokens {

    public static final String ISSUER = "https://issuer.test";
    private static final String KEY = "test.signing-key";

    private Tokens() {}

    /// Makes the key pair and writes its public half.
    static Path writeKeySet() {
        try {
            var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            System.setProperty(
                    KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            var key = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            key.setKeyId("test");
            var file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        } catch (GeneralSecurityException | JoseException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String of(String subject, String... roles) {
        return token(subject, 300, roles);
    }

    public static String expired(String subject, String... roles) {
        return token(subject, -300, roles);
    }

    /// As providers send it that know a name for people to show.
    static String ofUser(String name, String subject, String... roles) {
        return sign(claims(subject, 300, roles).preferredUserName(name).upn(name));
    }

    private static String token(String subject, long secondsLeft, String... roles) {
        return sign(claims(subject, secondsLeft, roles));
    }

    private static JwtClaimsBuilder claims(String subject, long secondsLeft, String... roles) {
        var now = System.currentTimeMillis() / 1000;
        return Jwt.claims()
                .issuer(ISSUER)
                .subject(subject)
                .groups(Set.of(roles))
                .issuedAt(now - 600)
                .expiresAt(now + secondsLeft);
    }

    private static String sign(JwtClaimsBuilder claims) {
        return claims.jws().keyId("test").sign(key());
    }

    private static PrivateKey key() {
        try {
            var encoded = Base64.getDecoder().decode(System.getProperty(KEY));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
