package polystore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.stores.LoopbackCertificate;

@QuarkusTest
@QuarkusTestResource(GatewayEnvironment.class)
@WithTestResource(GatewayOverTls.class)
class RequestHeadOverTlsIT {

    private static final int TIMEOUT_MS = 10_000;

    @TestHTTPResource(value = "/docs", tls = true)
    URI docs = URI.create("/");

    @ParameterizedTest
    @CsvSource({"rubbish, 400", "GET /docs HTTP/9.9, 505"})
    void aMalformedRequestGetsAProblem(String requestLine, int status) throws Exception {
        try (var socket = tls().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), docs.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            RawHttp.write(socket, requestLine + "\r\nHost: x\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("application/problem+json", "\"detail\":\"Send ");
        }
    }

    @Test
    void http2IsNegotiated() throws Exception {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(tls())
                .build()) {
            var response = client.send(HttpRequest.newBuilder(docs).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    private static SSLContext tls() throws GeneralSecurityException, IOException {
        var certificate = GatewayOverTls.certificate();
        var trusted = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(certificate.trustStore())) {
            trusted.load(file, LoopbackCertificate.TRUST_STORE_PASSWORD.toCharArray());
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
