package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import polystore.command.browser.Chromium;
import polystore.command.browser.Page;
import polystore.command.seed.Gateway;
import polystore.command.seed.Gateway.Answer;

/// A browser before the console of the stack, and what the tests of the console put into the stack.
///
/// @param folder of the browser, deleted at the end
/// @param tokens by their roles
record ConsoleWindow(LocalStack stack, Chromium chromium, Path folder, Map<String, String> tokens, List<Page> pages)
        implements AutoCloseable {

    private static final long SECONDS_MAX = 30;

    /// Skips the tests when there is no browser.
    static ConsoleWindow of(LocalStack stack) throws IOException {
        var program = Chromium.installed();
        Assumptions.assumeTrue(program.isPresent(), "Chromium is not installed: the console is not tested");
        var folder = Files.createTempDirectory("polystore-browser");
        var chromium = Chromium.start(program.orElseThrow(), Files.createDirectory(folder.resolve("profile")));
        return new ConsoleWindow(stack, chromium, folder, new TreeMap<>(), new ArrayList<>());
    }

    /// A window of its own, without a token.
    Page page() {
        var page = chromium.page(folder);
        pages.add(page);
        return page;
    }

    void closePages() {
        pages.forEach(Page::close);
        pages.clear();
    }

    /// A window of its own whose token has these roles, at a place such as `orders`.
    Page as(String roles, String place) {
        var page = page();
        page.open(stack.gateway() + "/console#token=" + token(roles));
        page.await("location.hash === '#/'");
        go(page, place);
        return page;
    }

    static void go(Page page, String place) {
        page.evaluate("location.hash = '#/" + place + "'");
    }

    String token(String roles) {
        return tokens.computeIfAbsent(roles, _ -> token(roles, "PT1H"));
    }

    /// As `./polystore console` prints it.
    String token(String roles, String lifetime) {
        try {
            var printed = stack.run("console", "--role", roles, "--ttl", lifetime);
            assertThat(printed.code()).as(printed.output()).isZero();
            assertThat(printed.lastLine()).startsWith(stack.gateway() + "/console#token=");
            return printed.lastLine().replaceFirst(".*#token=", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Gateway api(String roles) {
        return Gateway.of(stack.gateway(), token(roles));
    }

    /// A product that can be ordered, with ten units in stock.
    ///
    /// @return the SKU
    String product(String name) {
        var staff = api("staff");
        var sku = "C-" + UUID.randomUUID().toString().substring(0, 8);
        staff.put(
                "/v1/product-types/console",
                "{\"name\":\"Console\",\"schema\":{\"type\":\"object\"},\"facets\":[],\"searchable\":[]}",
                Map.of("If-None-Match", "*"));
        accepted(staff.post("/v1/products", """
                {"sku":"%s","name":%s,"type":"console","price":{"amount":"24.50","currency":"EUR"},"attributes":{}}
                """.formatted(sku, json(name)), Map.of()));
        accepted(staff.post("/v1/stock/movements", """
                {"movements":[{"sku":"%s","quantity":10,"reason":%s}]}""".formatted(sku, json(name)), Map.of()));
        var quote = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku);
        await(() -> staff.post("/v1/orders:quote", quote, Map.of()), Answer::ok);
        return sku;
    }

    /// @param name of the person it is shipped to
    /// @return the id
    String order(String sku, String name) {
        var placed = api("customer").post("/v1/orders", """
                {"lines":[{"sku":"%s","quantity":2}],"shipTo":{"name":%s,"street":"Main Street 1","city":"Vienna",
                 "postalCode":"1010","country":"AT"},"email":"ada@example.org"}
                """.formatted(sku, json(name)), Map.of("Idempotency-Key", sku));
        accepted(placed);
        return placed.body().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    static String json(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    static void accepted(Answer answer) {
        assertThat(answer.ok()).as("%d %s", answer.status(), answer.body()).isTrue();
    }

    /// Asks until the answer is as wanted.
    static void await(Supplier<Answer> call, Predicate<Answer> wanted) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        var answer = call.get();
        while (!wanted.test(answer) && System.nanoTime() < end) {
            answer = call.get();
        }
        assertThat(wanted.test(answer))
                .as("%d %s", answer.status(), answer.body())
                .isTrue();
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        WholeStack.delete(folder);
    }
}
