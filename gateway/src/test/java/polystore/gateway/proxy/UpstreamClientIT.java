package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static polystore.gateway.proxy.Await.until;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import polystore.gateway.proxy.UpstreamClient.BusyException;
import polystore.gateway.proxy.UpstreamClient.Request;
import polystore.gateway.routing.Service;

class UpstreamClientIT {

    private static final Request REQUEST = Request.get(Service.CATALOG, "/", Map.of(), Duration.ofSeconds(5));
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void sendsNoMoreRequestsThanTheBulkheadAllows() throws Exception {
        var respond = new CountDownLatch(1);
        try (var service = new RawService(c -> {
                    c.head();
                    await(respond);
                    c.write(OK);
                });
                var fixture =
                        new ProxyFixture(service.url(), Map.of("polystore.gateway.concurrency.requests-max", "1"))) {
            var client = new UpstreamClient(fixture.upstreams);
            var first = client.send(REQUEST);
            until(() -> service.requests.get() == 1);
            assertThat(client.send(REQUEST).cause()).isInstanceOf(BusyException.class);
            respond.countDown();
            assertThat(ProxyFixture.join(first).body()).hasToString("ok");
            assertThat(ProxyFixture.join(client.send(REQUEST)).status()).isEqualTo(200);
            assertThat(fixture.inFlight()).isZero();
        }
    }

    @Test
    void aSecondInstanceRespondsWhenTheFirstIsUnreachable() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write(OK);
                });
                var fixture = new ProxyFixture("http://127.0.0.1:1," + service.url(), Map.of())) {
            var client = new UpstreamClient(fixture.upstreams);
            for (int i = 0; i < 4; i++) {
                assertThat(ProxyFixture.join(client.send(REQUEST)).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void serverErrorsOpenTheCircuitBreaker() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 500 Broken\r\nContent-Length: 2\r\n\r\n{}");
                });
                var fixture = new ProxyFixture(
                        service.url(), Map.of("polystore.gateway.circuit-breaker.failures-to-open", "1"))) {
            var client = new UpstreamClient(fixture.upstreams);
            assertThat(ProxyFixture.join(client.send(REQUEST)).status()).isEqualTo(500);
            assertThat(fixture.isAvailable()).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
