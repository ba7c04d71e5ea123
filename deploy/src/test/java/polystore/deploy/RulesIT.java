package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules are what Prometheus takes, each alert fires when it should and not otherwise, and leads to a runbook.
class RulesIT {
    private static final String TESTS = "rules.test.yaml";

    @Test
    void prometheusTakesTheRules(@TempDir Path folder) throws IOException {
        var promtool = Tool.named("promtool");
        var rules = Rules.plain(folder);
        assertThat(promtool.run("check", "rules", rules.toString()))
                .satisfies(result -> assertThat(result.code()).as(result.text()).isZero());
        Files.writeString(rules, Files.readString(rules).replace("max(polystore", "max(max polystore"));
        assertThat(promtool.run("check", "rules", rules.toString()).code()).isNotZero();
    }

    @Test
    void eachAlertFiresWhenItShouldAndNotOtherwise(@TempDir Path folder) throws IOException {
        assertThat(tested(folder, Checkout.text(Rules.plain(folder)))).isZero();
    }

    @Test
    void anAlertWithAnotherLimitFailsItsTest(@TempDir Path folder) throws IOException {
        var rules = Checkout.text(Rules.plain(folder));
        var patient = rules.replace(
                "max(polystore_outbox_oldest_age_seconds) > 60", "max(polystore_outbox_oldest_age_seconds) > 600");
        assertThat(patient).isNotEqualTo(rules);
        assertThat(tested(folder, patient)).isNotZero();
        var hasty = rules.replace("min(polystore_catalog_relay", "max(polystore_catalog_relay");
        assertThat(hasty).isNotEqualTo(rules);
        assertThat(tested(folder, hasty)).isNotZero();
    }

    @Test
    void everyAlertHasATestARunbookAndASeverity() {
        var tests = Checkout.text(Rules.FOLDER.resolve(TESTS));
        assertThat(Rules.alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            var name = alert.path("alert").asText();
            assertThat(tests).contains("alertname=\"" + name + "\"");
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
            var runbook = Checkout.ROOT.resolve(alert.at("/annotations/runbook").asText());
            assertThat(runbook).as(name).isRegularFile();
            assertThat(Checkout.text(runbook)).contains("`" + name + "`");
        });
    }

    /// The exit code of promtool.
    private static int tested(Path folder, String rules) throws IOException {
        var promtool = Tool.named("promtool");
        Files.writeString(folder.resolve("polystore.rules.yaml"), rules);
        var tests = folder.resolve(TESTS);
        Files.writeString(tests, Checkout.text(Rules.FOLDER.resolve(TESTS)));
        return promtool.run("test", "rules", tests.toString()).code();
    }
}
