package polystore.platform.messaging.deadletters;

import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import polystore.platform.http.Problem;
import polystore.platform.rest.ProblemResponse;

/// The response to a request that needs Kafka while it is unavailable.
public class KafkaProblems {

    private static final Logger LOG = Logger.getLogger(KafkaProblems.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    public Response unavailable(KafkaException e) {
        LOG.warnf("A request failed because of Kafka: %s", e);
        return ProblemResponse.of(
                Problem.of(
                        "service/kafka-unavailable",
                        503,
                        "Kafka is not available",
                        "Repeat the request after the seconds in Retry-After."),
                RETRY_AFTER_SECONDS);
    }
}
