package polystore.platform.testing;

/// Another test JVM: it starts Redis, prints the port, and ends.
final class OtherTestRun {
    private OtherTestRun() {}

    public static void main(String[] arguments) {
        System.out.println(TestStores.redis().port());
    }
}
