package polystore.gateway.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import polystore.gateway.routing.Service;
import polystore.gateway.routing.TrafficClass;

/// Where the services are, and the limits and timeouts of requests to them.
@ConfigMapping(prefix = "polystore.gateway")
public interface ProxyConfig {

    /// The instances of each service, `http://host:port`; at least one.
    Map<Service, List<URI>> upstream();

    Map<TrafficClass, Traffic> traffic();

    Request request();

    Pool pool();

    Concurrency concurrency();

    Breaker circuitBreaker();

    /// Limits of one traffic class; zero means unlimited.
    interface Traffic {

        /// Longest time without a byte in either direction.
        Duration idleTimeout();

        /// From the start of forwarding to the last byte of the response.
        Duration totalTimeout();

        long requestBytesMax();
    }

    /// Limits of a request's head.
    interface Request {

        /// Bytes of all header names and values together.
        @WithDefault("16384")
        int headerBytesMax();

        /// Characters of path and query.
        @WithDefault("8192")
        int uriCharsMax();
    }

    /// Connections to the services.
    interface Pool {

        @WithDefault("1s")
        Duration connectTimeout();

        /// Below the 75 s after which the services close an idle connection, so that no request is sent on a connection
        /// that is being closed.
        @WithDefault("30s")
        Duration idleTimeout();
    }

    /// Requests in flight to one service.
    interface Concurrency {

        /// Interactive ones and reports; the service's database pool serves far fewer at a time.
        @WithDefault("256")
        int requestsMax();

        /// Bulk requests and streams, counted separately so that they cannot crowd out the others.
        @WithDefault("64")
        int longRequestsMax();
    }

    /// The circuit breaker of each instance.
    interface Breaker {

        /// Failures in a row after which it opens.
        @WithDefault("5")
        int failuresToOpen();

        /// How long it stays open before one request probes the instance.
        @WithDefault("1s")
        Duration openFor();
    }
}
