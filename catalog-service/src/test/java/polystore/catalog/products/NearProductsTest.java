package polystore.catalog.products;

class NearProductsTest extends ProductCopiesContract {

    private final NearProducts copies = new NearProducts();

    @Override
    protected ProductCopies copies() {
        return copies;
    }
}
