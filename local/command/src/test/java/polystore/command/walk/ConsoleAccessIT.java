package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.command.browser.Page;

/// Who may see what in the console, on which screens, and what it shows when there is nothing to show.
class ConsoleAccessIT extends InBrowser {

    private static final List<String> PLACES = List.of(
            "orders",
            "products",
            "products/by-sku/SHOE-1",
            "sales",
            "system",
            "dead-letters",
            "transformers",
            "invariants",
            "traces");

    ConsoleAccessIT(LocalStack stack) {
        super(stack);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "staff | Orders,Products,API | sales | Sales needs the role analyst",
                "analyst | Sales,API | orders | Orders needs the role staff",
                "operator | System,Dead letters,Transformers,Invariants,Traces,API | products | Products needs the"
                        + " role staff",
                "customer | API | orders | Orders needs the role staff"
            })
    void theRolesOfTheTokenDecideWhichPagesAreShown(String role, String pages, String other, String refusal) {
        var page = window.as(role, "");
        page.await("document.querySelector('nav')");
        assertThat(page.names("nav a")).containsExactly(pages.split(","));
        if (!role.equals("customer")) {
            ConsoleWindow.go(page, other);
            page.awaitText("Not allowed. " + refusal);
        } else {
            page.awaitText("Not allowed. The console is for the roles staff, analyst and operator");
        }
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void anExpiredOrForgedTokenLeadsBackToTheEntranceWithAWord() {
        var page = window.page();
        page.open(stack.gateway() + "/console#token=" + window.token("staff", "PT-1H"));
        page.awaitText("Your token has expired. Enter a new one to go on.");
        assertThat(page.evaluate("location.hash").asText()).isEqualTo("#/");

        var token = window.token("staff");
        page.fill("Access token", token.substring(0, token.lastIndexOf('.') + 1) + "x".repeat(342));
        page.press("Enter");
        page.awaitText("The token is not valid");
        assertThat(page.evaluate("sessionStorage.length").asInt()).isZero();

        page.fill("Access token", "hello");
        page.press("Enter");
        page.awaitText("This is not a token");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void aTokenThatExpiresMeanwhileLeadsBackToTheEntrance() {
        var page = window.page();
        page.open(stack.gateway() + "/console#token=" + window.token("staff", "PT6S"));
        page.awaitText("Orders");
        page.awaitText("Your token has expired.");
    }

    @Test
    void isUsedByKeyboardAlone() {
        var page = window.page();
        page.open(stack.gateway() + "/console");
        page.awaitText("Access token");
        page.key("Tab");
        page.type(window.token("staff"));
        page.key("Enter");
        page.await("document.activeElement.id === 'main'");
        page.evaluate("document.body.tabIndex = -1, document.body.focus(), 0");
        page.key("Tab");
        assertThat(focused(page)).isEqualTo("Skip to the content");
        page.key("Tab");
        page.key("Tab");
        assertThat(focused(page)).isEqualTo("Products");
        page.key("Enter");
        page.await("document.title === 'Products – Polystore console' && document.activeElement.id === 'main'");
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "390,true"})
    void axeFindsNothingSeriousAndNoPageIsWiderThanTheScreen(int width, boolean dark) throws IOException {
        var page = window.page();
        page.show(width, dark);
        page.open(stack.gateway() + "/console");
        page.awaitText("Access token");
        assertThat(page.seriousFaults()).as("entrance").isEmpty();
        page.open(stack.gateway() + "/console#token=" + window.token(EVERY_ROLE));
        page.awaitText("Leave");
        for (var place : PLACES) {
            ConsoleWindow.go(page, place);
            page.await("document.querySelector('h1') && !test.text().includes('Loading…')");
            assertThat(page.seriousFaults()).as(place).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as(place)
                    .isTrue();
        }
    }

    @Test
    void showsThatItLoadsThatNothingIsThereAndThatTheGatewayIsAway() {
        var page = window.as(EVERY_ROLE, "orders");
        page.await("document.querySelector('table, .empty')");
        ConsoleWindow.go(page, "orders?sku=NOBODY-ORDERED-THIS");
        page.awaitText("No order matches the filter.");
        page.disconnect(true);
        ConsoleWindow.go(page, "products");
        page.awaitText("No connection. The gateway cannot be reached");
        page.disconnect(false);
        page.evaluate("const real = fetch; let open; const held = new Promise((it) => { open = it; });"
                + "window.fetch = async (...it) => { await held; return real(...it); }; window.release = open; 0");
        page.press("Try again");
        page.awaitText("Loading…");
        page.evaluate("release()");
        page.await("test.names('tbody tr').length > 0");
    }

    @Test
    void fiveThousandRowsAreDrawnButNotAllPutIntoTheTable() {
        var page = window.page();
        page.beforeEachDocument("""
            const real = fetch;
            window.fetch = (target, options) => !String(target).startsWith('/v1/analytics/sales') ? real(target, options)
              : Promise.resolve(new Response(JSON.stringify({ asOf: '2026-01-01T00:00:00Z', lagMs: 100, complete: false,
                rows: Array.from({ length: 5000 }, (_, i) => ({ start: new Date(1.7e12 + i * 3.6e6).toISOString(),
                  orders: 1, units: 2, revenue: { amount: String(i), currency: 'EUR' }, placed: 1,
                  cancelled: { amount: '0.00', currency: 'EUR' }, returned: { amount: '0.00', currency: 'EUR' } })) }),
                { headers: { 'Content-Type': 'application/json' } }));\
            """);
        page.open(stack.gateway() + "/console#token=" + window.token("analyst"));
        page.press("Figures (5000 rows)");
        page.awaitText("not complete: later events may still arrive");
        assertThat(page.evaluate("document.querySelectorAll('details tbody tr').length")
                        .asInt())
                .isEqualTo(200);
        assertThat(page.evaluate("document.querySelector('.plot').getAttribute('aria-label')")
                        .asText())
                .contains("1 series of 5000 points, from 0 to 4999");
    }

    @Test
    void theApiExplorerSendsARequestWithTheTokenOfTheConsole() {
        var page = window.as(EVERY_ROLE, "sales");
        page.press("API");
        page.await("document.querySelector('[data-tag=Analytics] button')");
        page.evaluate("document.querySelector('[data-tag=Analytics] button').click()");
        page.await("document.querySelector('#operations-Analytics-funnel .opblock-summary-control').click() || true");
        page.press("Try it out");
        page.press("Execute");
        page.awaitText("Server response");
        assertThat(page.faults()).isEmpty();
    }

    private static String focused(Page page) {
        return page.evaluate("document.activeElement.textContent").asText();
    }
}
