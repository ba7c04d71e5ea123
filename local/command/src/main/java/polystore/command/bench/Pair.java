package polystore.command.bench;

/// A measurement of the service and one of the baseline directly after it, so that both see the same load of the
/// machine.
record Pair(Measurement ours, Measurement baseline) {

    double ratio() {
        return ours.perSecond() / baseline.perSecond();
    }
}
