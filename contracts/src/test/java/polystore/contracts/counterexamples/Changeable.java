package polystore.contracts.counterexamples;

/// Breaks "publishes values".
public class Changeable {
    private String text = "";

    public void change(String to) {
        text = to;
    }

    public String text() {
        return text;
    }
}
