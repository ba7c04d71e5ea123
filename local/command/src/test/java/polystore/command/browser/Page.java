package polystore.command.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// One page of a browser, used as a person would: by what it shows, by its labels and by keys.
public final class Page implements AutoCloseable {

    private static final int SECONDS_MAX = 20;
    private static final String AXE_PROPERTIES = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";

    /// Functions for the expressions below; text is compared without regard to white space.
    private static final String HELPERS = """
            (() => {
              const plain = (text) => (text || '').replace(/\\s+/g, ' ').trim();
              const named = (it) => plain(it.getAttribute('aria-label') || it.textContent);
              const shown = (it) => it.offsetParent !== null || it.getClientRects().length > 0;
              const all = (css) => [...document.querySelectorAll(css)].filter(shown);
              const find = (name, list, text) => list[0] || (() => { throw new Error('no ' + name + ' ' + text); })();
              window.test = {
                text: () => plain(document.body.innerText),
                press: (text) => find('button or link', all('button, a, summary').filter((it) => !it.disabled && named(it) === text), text).click(),
                field: (label) => find('field', all('label').filter((it) => plain(it.firstElementChild && it.firstElementChild.textContent) === label), label)
                  .querySelector('input, select, textarea'),
                fill: (label, value) => {
                  const field = test.field(label);
                  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value);
                  field.dispatchEvent(new Event('input', { bubbles: true }));
                  field.dispatchEvent(new Event('change', { bubbles: true }));
                },
                names: (css) => all(css).map(named),
              };
            })()""";

    private final DevTools tools;
    private final String context;
    private final String session;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /// @param context in the browser, which this page has for itself
    Page(DevTools tools, String context, String session) {
        this.tools = tools;
        this.context = context;
        this.session = session;
        tools.listen(session, this::note);
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
        beforeEachDocument(HELPERS);
    }

    public void open(String address) {
        call("Page.navigate", Map.of("url", "about:blank"));
        call("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// Runs a script in every document before its own.
    public void beforeEachDocument(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /// @return the value of a JavaScript expression, awaited if it is a promise
    public JsonNode evaluate(String expression) {
        var result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(
                    expression + ": " + result.path("exceptionDetails").path("exception"));
        }
        return result.path("result").path("value");
    }

    /// Waits until an expression is true; an expression that throws is not yet.
    public void await(String expression) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!isTrue(expression)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not true: " + expression + "\n" + evaluate("document.body.innerText"));
            }
        }
    }

    /// Waits until the page shows a text.
    public void awaitText(String text) {
        await("test.text().includes(" + quoted(text) + ")");
    }

    public String text() {
        return evaluate("test.text()").asText();
    }

    /// Presses the button or link with this name, once it is there.
    public void press(String name) {
        await("test.press(" + quoted(name) + ") || true");
    }

    /// Fills the field with this label, once it is there.
    public void fill(String label, String value) {
        await("test.fill(" + quoted(label) + ", " + quoted(value) + ") || true");
    }

    /// @return the names of what a CSS selector finds and the page shows
    public List<String> names(String css) {
        return evaluate("test.names(" + quoted(css) + ")")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /// Presses a key such as `Tab` or `Enter`.
    public void key(String key) {
        var pressed = new HashMap<String, Object>(Map.of("type", "keyDown", "key", key, "code", key));
        pressed.put("windowsVirtualKeyCode", key.equals("Tab") ? 9 : 13);
        if (key.equals("Enter")) {
            pressed.put("text", "\r");
        }
        call("Input.dispatchKeyEvent", pressed);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
    }

    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /// @param width in CSS pixels
    public void show(int width, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    public void disconnect(boolean offline) {
        call(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /// What axe-core finds that is serious or critical, each with the element.
    public List<String> seriousFaults() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(resource(AXE_PROPERTIES)));
        evaluate(resource("/META-INF/resources/webjars/axe-core/" + properties.getProperty("version") + "/axe.min.js")
                + ";0");
        return evaluate("""
                        axe.run(document, {resultTypes: ['violations']}).then((it) => it.violations
                          .filter((found) => ['serious', 'critical'].includes(found.impact))
                          .flatMap((found) => found.nodes.map((node) => found.id + ': ' + node.html)))""").valueStream().map(JsonNode::asText).toList();
    }

    /// Uncaught exceptions, dialogs, and errors of the console such as violations of the Content-Security-Policy.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        tools.call("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }

    private static String resource(String name) throws IOException {
        try (var content = Page.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Tried in the page for a while, so that the browser is not kept busy with asking.
    private boolean isTrue(String expression) {
        try {
            return evaluate("""
                            new Promise((done) => {
                              const end = Date.now() + 1000;
                              const attempt = () => {
                                let found;
                                try {
                                  found = (%s);
                                } catch {}
                                if (found || Date.now() > end) done(Boolean(found));
                                else setTimeout(attempt, 50);
                              };
                              attempt();
                            })""".formatted(expression)).asBoolean();
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private void note(JsonNode event) {
        var parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown", "Page.javascriptDialogOpening" -> faults.add(parameters.toString());
            case "Log.entryAdded" -> {
                // Responses with an error status are logged too; the pages show those.
                if (parameters.at("/entry/level").asText().equals("error")
                        && !parameters.at("/entry/source").asText().equals("network")) {
                    faults.add(parameters.at("/entry/text").asText());
                }
            }
            default -> {}
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    /// As a literal of JavaScript.
    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(TextNode.valueOf(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
