package polystore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupCheckTest {

    @ParameterizedTest
    @CsvSource({
        "redis://gateway:Zm9vYmFyYmF6@127.0.0.1:26379, file:keys/jwks.json, 0",
        "redis://127.0.0.1:6379, https://issuer.example/jwks, 0",
        "rediss://gateway:Zm9v@redis.example:6380/0, http://127.0.0.1:9000/jwks, 0",
        "redis://gateway:gateway@redis:6379, file:keys/jwks.json, 1",
        "redis://:CHANGEME@redis:6379, file:keys/jwks.json, 1",
        "redis://gateway:@redis:6379, http://issuer.example/jwks, 2",
        "redis://127.0.0.1:6379, http://localhost.evil.example/jwks, 1"
    })
    void namesEveryFaultAtOnce(String redis, String keys, int faults) {
        assertThat(new StartupCheck(redis, keys).faults()).hasSize(faults);
    }
}
