package polystore.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class StartupCheckTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void namesAllFaultsAtOnce() {
        var check = new StartupCheck("c2hvcnQ=", "mongodb://catalog:changeme@db/", "redis://catalog:password@cache");
        assertThat(check.faults(true)).hasSize(3);
        assertThat(check.faults(false)).hasSize(1);
    }

    @Test
    void letsGoodSettingsThrough() {
        assertThat(new StartupCheck(KEY, "mongodb://db:27017", "redis://catalog:fE92kd81@cache").faults(true))
                .isEmpty();
    }
}
