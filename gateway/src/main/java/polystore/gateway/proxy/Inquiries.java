package polystore.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.gateway.routing.Service;

/// Questions of the gateway's own to a service, with an answer small enough to hold.
@Singleton
public class Inquiries {

    private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;

    private final Fleet fleet;

    public Inquiries(Fleet fleet) {
        this.fleet = fleet;
    }

    /// @param status of HTTP
    /// @param mediaType as the service names it
    /// @param body at most 4 MiB
    public record Answer(int status, String mediaType, Buffer body) {}

    /// @param address of an instance
    public record Reach(String address, boolean ready) {}

    /// Asks any instance, and another if that one fails; fails when none answers within the patience.
    public Future<Answer> ask(Service service, String uri, Map<String, String> headers, Duration patience) {
        var question = new Question(fleet.upstream(service), uri, headers, patience);
        return ask(question, null);
    }

    private Future<Answer> ask(Question question, @Nullable Instance failed) {
        var picked = question.to.pick(System.currentTimeMillis(), failed);
        if (picked.isEmpty()) {
            return Future.failedFuture(new IOException("no instance can be reached"));
        }
        var instance = picked.get();
        return ask(instance, question.uri, question.headers, question.patience)
                .onSuccess(answer -> instance.learn(Ending.ANSWERED))
                .recover(broken -> {
                    instance.learn(Ending.BROKEN);
                    return failed == null ? ask(question, instance) : Future.failedFuture(broken);
                });
    }

    /// Which instances say that they are ready; never fails.
    public Future<List<Reach>> reach(Service service, Duration patience) {
        var asked = fleet.upstream(service).instances().stream()
                .map(instance -> ask(instance, "/q/health/ready", Map.of(), patience)
                        .map(answer -> new Reach(instance.address().toString(), answer.status() == 200))
                        .otherwise(new Reach(instance.address().toString(), false)))
                .toList();
        return Future.all(asked).map(all -> all.list());
    }

    private Future<Answer> ask(Instance instance, String uri, Map<String, String> headers, Duration patience) {
        var options = instance.options().setURI(uri).setIdleTimeout(patience.toMillis());
        headers.forEach(options::putHeader);
        return fleet.client()
                .request(options)
                .compose(request -> request.send())
                .compose(Inquiries::collect)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Answer> collect(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > ANSWER_BYTES_MAX) {
                response.request().reset();
            }
        });
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        return response.end()
                .map(all -> new Answer(response.statusCode(), type == null ? "application/octet-stream" : type, body));
    }

    private record Question(Upstream to, String uri, Map<String, String> headers, Duration patience) {}
}
