package polystore.contracts.counterexamples;

import org.assertj.core.api.SoftAssertions;

/// Breaks "is plain Java".
public record FrameworkUser(SoftAssertions library) {}
