package polystore.command.bench;

import java.util.Arrays;

/// What one turn of one side measured.
///
/// @param nanos how long each order took, ascending
/// @param seconds how long the turn lasted
/// @param serviceMicros CPU time of the service in the turn, 0 for the yardstick
/// @param postgresMicros CPU time of PostgreSQL and all its backends
/// @param machineMicros CPU time of all there is: whoever made the load, Kafka, and who reads from it
@SuppressWarnings("ArrayRecordComponent") // never compared
record Turn(long[] nanos, double seconds, long serviceMicros, long postgresMicros, long machineMicros) {
    Turn {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    int orders() {
        return nanos.length;
    }

    double perSecond() {
        return nanos.length / seconds;
    }

    double millis(double quantile) {
        return nanos.length == 0 ? 0 : nanos[(int) (quantile * (nanos.length - 1))] / 1e6;
    }

    /// CPU time of what is neither the service nor PostgreSQL.
    long elsewhereMicros() {
        return machineMicros - serviceMicros - postgresMicros;
    }

    /// CPU-µs an order.
    double each(long micros) {
        return nanos.length == 0 ? 0 : (double) micros / nanos.length;
    }

    @Override
    public long[] nanos() {
        return nanos.clone();
    }
}
