package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What the console shows of a running system: events, traffic, the audit, suggestions, cohorts.
class ConsoleLiveIT extends InBrowser {

    ConsoleLiveIT(LocalStack stack) {
        super(stack);
    }

    @Test
    void eventsOfOrdersAppearAsTheyArePublished() {
        var page = window.as(EVERY_ROLE, "orders");
        page.press("Follow live");
        page.awaitText("Connected: events appear as they are published.");
        var id = window.order(window.product("A followed lamp"), "Ada");
        page.await("test.names('section tbody tr').some((row) => row.includes('" + id
                + "') && row.includes('OrderPlaced'))");
        page.press("Stop following");
        page.await("!test.text().includes('Connected: events')");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void onlyAnalystsFollowEvents() {
        var page = window.as("staff", "orders");
        page.await("document.querySelector('table, .empty')");
        assertThat(page.names("button")).doesNotContain("Follow live");
    }

    @Test
    void theAuditIsRunAndRead() throws IOException {
        var page = window.as("operator", "invariants");
        page.press("Run the audit");
        page.awaitText("Every invariant holds.");
        page.await("[...document.querySelectorAll('tbody tr')].some((row) =>"
                + " /Stock is the sum of its ledger.*holds/.test(row.textContent))");
        assertThat(page.seriousFaults()).isEmpty();
    }

    @Test
    void theTrafficOfEachServiceIsMeasured() throws IOException {
        var page = window.as(EVERY_ROLE, "system");
        page.awaitText("99 % of requests ended within the time");
        page.await("test.names('tbody tr').some((row) => /^system.*[0-9.]+.* ms0.0 %/.test(row))");
        assertThat(page.seriousFaults()).isEmpty();
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void namesOfProductsAreSuggestedWhileWordsAreTyped() {
        window.product("Suggestible teapot");
        var page = window.as("staff", "products");
        page.await("document.querySelector('input[name=q]')");
        page.fill("Words", "suggest");
        page.await(
                "[...document.querySelectorAll('#suggestions option')].some((it) => it.value === 'Suggestible teapot')");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void cohortsOfCustomersAreShown() throws Exception {
        var demo = stack.run("demo", "--products", "2", "--orders", "3");
        assertThat(demo.code()).as(demo.output()).isZero();
        var page = window.as("analyst", "sales");
        page.await(
                "test.names('section[aria-label=Cohorts] tbody tr').some((row) => /^\\d{4}-\\d{2}EUR[1-9]/.test(row))");
        assertThat(page.faults()).isEmpty();
    }
}
