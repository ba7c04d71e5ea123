package polystore.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.platform.http.ProblemException;

class PageParametersTest {

    private static final UriInfo UNUSED = (UriInfo)
            Proxy.newProxyInstance(UriInfo.class.getClassLoader(), new Class<?>[] {UriInfo.class}, (_, _, _) -> {
                throw new UnsupportedOperationException("reading a page needs no address");
            });

    private final Cursors cursors = new Cursors(Base64.getEncoder().encodeToString(new byte[32]));

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 1", "3, 2", "4, 2", "5, 3"})
    void everyRowIsOnExactlyOnePage(int rows, int pages) {
        var expected = numbers(rows);
        var read = new ArrayList<Integer>();
        var count = 0;
        String next = null;
        do {
            var page = page(rows, "2", next);
            read.addAll(page.items());
            next = page.next();
            count++;
        } while (next != null);
        assertThat(read).isEqualTo(expected);
        assertThat(count).isEqualTo(pages);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        var other = cursors.seal("other", "1");
        assertThatThrownBy(() -> page(5, "2", other)).isInstanceOf(ProblemException.class);
    }

    @Test
    void anInvalidLimitIsRefused() {
        assertThatThrownBy(() -> page(5, "0", null)).isInstanceOf(ProblemException.class);
    }

    private Page<Integer> page(int rows, String limit, @Nullable String cursor) {
        return new PageParameters(limit, cursor, UNUSED)
                .read("numbers", cursors, (after, count) -> after(rows, after, count), String::valueOf);
    }

    private static List<Integer> after(int rows, String position, int count) {
        var last = position.isEmpty() ? 0 : Integer.parseInt(position);
        return numbers(rows).stream().filter(it -> it > last).limit(count).toList();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
