package polystore.gateway;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// Signs tokens as an identity provider would: one RSA key, one elliptic curve key, both in one key set.
public final class Keys {

    public static final String ISSUER = "https://issuer.test";

    private final KeyPair rsa;
    private final KeyPair ec;

    public Keys() {
        try {
            rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            var curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(new ECGenParameterSpec("secp256r1"));
            ec = curve.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String keySet() {
        return new JsonWebKeySet(named("rsa", rsa), named("ec", ec)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    public Path writeKeySet() throws IOException {
        var file = Files.createTempFile("jwks", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, keySet());
    }

    public String token(String subject, String... roles) {
        return sign(claims(subject, roles), "rsa", rsa.getPrivate());
    }

    public String ecToken(String subject, String... roles) {
        return sign(claims(subject, roles), "ec", ec.getPrivate());
    }

    public String expired(String subject) {
        var claims = claims(subject)
                .issuedAt(Instant.now().minusSeconds(900))
                .expiresAt(Instant.now().minusSeconds(300));
        return sign(claims, "rsa", rsa.getPrivate());
    }

    public String ofIssuer(String issuer) {
        return sign(claims("alice").issuer(issuer), "rsa", rsa.getPrivate());
    }

    private static JwtClaimsBuilder claims(String subject, String... roles) {
        return Jwt.claims()
                .issuer(ISSUER)
                .subject(subject)
                .groups(Set.of(roles))
                .issuedAt(Instant.now())
                .expiresIn(300);
    }

    private static String sign(JwtClaimsBuilder claims, String keyId, PrivateKey key) {
        return claims.jws().keyId(keyId).sign(key);
    }

    private static PublicJsonWebKey named(String id, KeyPair pair) {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
