package polystore.catalog.reading;

class NearCacheTest extends ProductCacheContract {

    private final NearCache copies = new NearCache();

    @Override
    protected ProductCache copies() {
        return copies;
    }
}
