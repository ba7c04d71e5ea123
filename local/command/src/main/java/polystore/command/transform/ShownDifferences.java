package polystore.command.transform;

import polystore.transformers.verify.Difference;
import polystore.transformers.verify.Verify;

/// Prints the first differences of a pass.
final class ShownDifferences implements Verify.Found {

    private static final int SHOWN_MAX = 20;

    private int shown;

    @Override
    public void take(Difference difference) {
        if (shown++ < SHOWN_MAX) {
            System.out.println(difference);
        }
    }
}
