package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeadersTest {

    @Test
    void forwardsResponseHeadersExceptThoseOfTheConnection() {
        var from = MultiMap.caseInsensitiveMultiMap()
                .add("ETag", "\"7\"")
                .add("Set-Cookie", "a")
                .add("Set-Cookie", "b")
                .add("Connection", "close, X-Own")
                .add("X-Own", "1")
                .add("Keep-Alive", "timeout=5")
                .add("Transfer-Encoding", "chunked")
                .add("Content-Length", "3")
                .add("Retry-After", "2");
        var to = MultiMap.caseInsensitiveMultiMap();
        ProxyHeaders.toClient(from, to);
        assertThat(to.names()).containsExactlyInAnyOrder("ETag", "Set-Cookie", "Content-Length", "Retry-After");
        assertThat(to.getAll("Set-Cookie")).containsExactly("a", "b");
    }

    @Test
    void connectionCannotStripWhatTheServicesRelyOn() {
        var from = MultiMap.caseInsensitiveMultiMap()
                .add("Connection", "Content-Length, Authorization, X-Request-Id")
                .add("Content-Length", "3")
                .add("Authorization", "Bearer x");
        var to = MultiMap.caseInsensitiveMultiMap();
        ProxyHeaders.toClient(from, to);
        assertThat(to.names()).containsExactlyInAnyOrder("Content-Length", "Authorization");
    }

    @Test
    void keepsWellFormedTraceHeadersOfTheClient() {
        var parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        var trace = TraceContext.of(
                MultiMap.caseInsensitiveMultiMap().add("X-Request-Id", "web-1").add("traceparent", parent));
        assertThat(trace).isEqualTo(new TraceContext("web-1", parent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void replacesMalformedTraceHeaders(String parent) {
        var trace = TraceContext.of(
                MultiMap.caseInsensitiveMultiMap().add("X-Request-Id", "a b\nc").add("traceparent", parent));
        assertThat(trace.requestId()).matches("[0-9a-f-]{36}");
        assertThat(trace.traceparent())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .isNotEqualTo(parent);
    }
}
