package polystore.gateway.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import polystore.gateway.routing.Pace;
import polystore.gateway.routing.Service;

/// Where the services are and how patient we are with them.
@ConfigMapping(prefix = "polystore.gateway.proxy")
public interface CarryingConfig {

    /// One or more instances each, `http://host:port`.
    Map<Service, List<URI>> instances();

    Map<Pace, Bounds> pace();

    @WithDefault("1s")
    Duration connect();

    /// Below the 75 s after which the services close an idle connection, so that we never send into a closing one.
    @WithDefault("30s")
    Duration keepAlive();

    /// Prompt and slow exchanges at once with one service; its database pool serves far fewer at a time.
    @WithDefault("256")
    int exchangesMax();

    /// Imports and streams at once with one service, counted apart so that they cannot crowd out the others.
    @WithDefault("64")
    int longExchangesMax();

    @WithDefault("5")
    int failuresToOpen();

    /// How long an instance that failed is left alone.
    @WithDefault("1s")
    Duration open();

    /// The bounds of one pace; zero means unbounded.
    interface Bounds {

        /// Without a byte in either direction.
        Duration silence();

        /// From the first byte in to the last byte out.
        Duration total();

        /// Bytes of the request's body.
        long bodyMax();
    }
}
