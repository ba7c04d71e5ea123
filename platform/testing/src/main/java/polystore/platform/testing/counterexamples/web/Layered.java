package polystore.platform.testing.counterexamples.web;

/// A package that is named after a layer.
final class Layered {
    private Layered() {}
}
