package polystore.platform.testing;

/// A test JVM of its own: asks for Redis, says where it is, and ends.
final class OtherTestRun {
    private OtherTestRun() {}

    public static void main(String[] arguments) {
        System.out.println(TestStores.redis().port());
    }
}
