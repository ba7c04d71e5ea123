package polystore.platform.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartupChecksTest {

    private final StartupCheck weak = check(List.of("B_KEY must be longer"), List.of());
    private final StartupCheck open = check(List.of(), List.of("C_URL is without TLS", "A_PASSWORD is missing"));

    @Test
    void productionNamesAllFaultsOfAllPartsInOneMessage() {
        assertThatThrownBy(() -> start("prod", weak, open)).hasMessage("""
                The service shop does not start:
                  - A_PASSWORD is missing
                  - B_KEY must be longer
                  - C_URL is without TLS""");
    }

    @Test
    void otherProfilesRefuseOnlySettingsThatCannotWork() {
        assertThatCode(() -> start("local", open)).doesNotThrowAnyException();
        assertThatCode(() -> start("test", open)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start("local", weak, open))
                .hasMessageContaining("B_KEY must be longer")
                .hasMessageNotContaining("TLS");
    }

    private static void start(String profile, StartupCheck... checks) {
        new StartupChecks(List.of(checks), "shop").check(List.of(profile));
    }

    private static StartupCheck check(List<String> faults, List<String> unsafe) {
        return new StartupCheck() {
            @Override
            public List<String> faults() {
                return faults;
            }

            @Override
            public List<String> unsafe() {
                return unsafe;
            }
        };
    }
}
