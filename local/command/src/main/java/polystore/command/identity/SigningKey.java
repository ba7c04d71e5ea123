package polystore.command.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import polystore.command.home.Secrets;

/// The key that signs the tokens of the local stack, generated on the first start; `jwks.json` beside it has its
/// public key.
///
/// @param jwks the file that the services verify tokens with
public record SigningKey(RsaJsonWebKey key, Path jwks) {
    private static final int BITS = 2048;

    /// The key in `folder`, generated when there is none.
    public static SigningKey in(Path folder) {
        var kept = folder.resolve("signing.jwk");
        var jwks = folder.resolve("jwks.json");
        try {
            if (!Files.exists(kept) || !Files.exists(jwks)) {
                make(kept, jwks);
            }
            var parameters = JsonWebKey.Factory.newJwk(Files.readString(kept));
            if (parameters instanceof RsaJsonWebKey rsa) {
                return new SigningKey(rsa, jwks);
            }
            throw new IllegalStateException(kept + " is not an RSA key; remove it and start again");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write the signing key in " + folder, e);
        } catch (JoseException e) {
            throw new IllegalStateException(kept + " is not a key; remove it and start again", e);
        }
    }

    private static void make(Path kept, Path jwks) throws IOException, JoseException {
        var key = RsaJwkGenerator.generateJwk(BITS);
        key.setKeyId("local-1");
        key.setAlgorithm("RS256");
        key.setUse("sig");
        Secrets.write(kept, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        var published = JsonWebKey.Factory.newJwk(Map.copyOf(key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
        Secrets.write(jwks, new JsonWebKeySet(published).toJson());
    }
}
