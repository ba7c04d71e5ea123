package polystore.platform.testing.counterexamples;

/// Public although no other package uses it.
public final class UsedByNobody {
    private UsedByNobody() {}
}
