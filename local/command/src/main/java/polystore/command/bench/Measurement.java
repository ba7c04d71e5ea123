package polystore.command.bench;

import java.util.Arrays;

/// One measurement of the service or of the baseline.
///
/// @param nanos the duration of each call, ascending
/// @param seconds the length of the measurement
/// @param serviceMicros CPU time of the service, 0 for the baseline
/// @param storeMicros CPU time of the store, such as PostgreSQL with all its backends
/// @param machineMicros CPU time of all processes of the machine, including the load generator, Kafka and its
/// consumers
@SuppressWarnings("ArrayRecordComponent") // never compared
record Measurement(long[] nanos, double seconds, long serviceMicros, long storeMicros, long machineMicros) {
    Measurement {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    double perSecond() {
        return nanos.length / seconds;
    }

    double millis(double quantile) {
        return nanos.length == 0 ? 0 : nanos[(int) (quantile * (nanos.length - 1))] / 1e6;
    }

    /// CPU time of all processes but the service and the store.
    long otherMicros() {
        return machineMicros - serviceMicros - storeMicros;
    }

    /// CPU time per call, in microseconds.
    double perCall(long micros) {
        return nanos.length == 0 ? 0 : (double) micros / nanos.length;
    }

    @Override
    public long[] nanos() {
        return nanos.clone();
    }
}
