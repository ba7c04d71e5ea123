package polystore.command.stack;

import java.util.stream.IntStream;
import polystore.command.home.Ports;

/// Finds ports for another stack on this machine.
public final class FreeOffset {
    /// The gateway's port would be 10080.
    private static final int BROWSERS_REFUSE = 2000;

    private FreeOffset() {}

    /// The ports of an offset at which no server listens.
    public static Ports ports() {
        var first = 100 + (int) (ProcessHandle.current().pid() % 20) * 100;
        return IntStream.range(0, 40)
                .map(step -> first + step * 20)
                .filter(offset -> offset != BROWSERS_REFUSE)
                .mapToObj(Ports::new)
                .filter(FreeOffset::free)
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(Ports ports) {
        return IntStream.of(
                        ports.gateway(),
                        ports.orders(),
                        ports.catalog(),
                        ports.analytics(),
                        ports.postgres(),
                        ports.kafka(),
                        ports.kafkaController(),
                        ports.redis(),
                        ports.mongo())
                .allMatch(PortHolder::free);
    }
}
