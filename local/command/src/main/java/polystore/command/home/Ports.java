package polystore.command.home;

import java.util.Map;

/// The ports of a local stack, all on loopback and below 32768, where the range of ephemeral ports begins.
///
/// @param offset added to each, so that two stacks can run side by side
public record Ports(int offset) {
    /// The highest port is 29093, so that 3000 keeps all ports below 32768.
    private static final int OFFSET_MAX = 3000;

    /// Would make the gateway's port 10080, which browsers refuse (Fetch Standard, "bad port").
    private static final int OFFSET_OF_BAD_PORT = 2000;

    public Ports {
        if (offset < 0 || offset > OFFSET_MAX) {
            throw new IllegalArgumentException(
                    "POLYSTORE_PORT_OFFSET must be a number from 0 to " + OFFSET_MAX + ", not " + offset);
        }
        if (offset == OFFSET_OF_BAD_PORT) {
            throw new IllegalArgumentException("POLYSTORE_PORT_OFFSET must not be " + offset
                    + ": browsers refuse the gateway's port 10080. Use another number, such as 2020");
        }
    }

    /// The offset is `POLYSTORE_PORT_OFFSET`, by default 0.
    public static Ports of(Map<String, String> environment) {
        var given = Variable.POLYSTORE_PORT_OFFSET.in(environment);
        try {
            return new Ports(given.isEmpty() ? 0 : Integer.parseInt(given));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("POLYSTORE_PORT_OFFSET must be a number, not " + given, e);
        }
    }

    public int gateway() {
        return 8080 + offset;
    }

    public int orders() {
        return 8081 + offset;
    }

    public int catalog() {
        return 8082 + offset;
    }

    public int analytics() {
        return 8083 + offset;
    }

    /// The port on which `up --traces` receives traces.
    public int traces() {
        return 4318 + offset;
    }

    public int postgres() {
        return 25432 + offset;
    }

    public int redis() {
        return 26379 + offset;
    }

    public int mongo() {
        return 27117 + offset;
    }

    public int kafka() {
        return 29092 + offset;
    }

    /// The port of Kafka's controller, used by the broker only.
    public int kafkaController() {
        return 29093 + offset;
    }
}
