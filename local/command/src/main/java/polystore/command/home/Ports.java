package polystore.command.home;

import java.util.Map;

/// The ports of a local stack, all on loopback and below 32768, where systems take ephemeral ports from.
///
/// @param offset added to each, so that two stacks can run side by side
public record Ports(int offset) {
    /// The highest port is 29093: 3000 keeps every one below 32768.
    private static final int OFFSET_MAX = 3000;

    public Ports {
        if (offset < 0 || offset > OFFSET_MAX) {
            throw new IllegalArgumentException(
                    "POLYSTORE_PORT_OFFSET must be a number from 0 to " + OFFSET_MAX + ", not " + offset);
        }
    }

    /// As the environment's `POLYSTORE_PORT_OFFSET` says; 0 without it.
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

    /// Of Kafka's controller, which only the broker calls.
    public int kafkaController() {
        return 29093 + offset;
    }
}
