package polystore.analytics.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A data source that dies at its n-th step: a statement, just before a commit, or just after it.
final class Crashes {

    private final DataSource real;
    private int stepsLeft = Integer.MAX_VALUE;

    Crashes(DataSource real) {
        this.real = real;
    }

    /// @param steps how many go well before the crash; after it everything works again
    void after(int steps) {
        stepsLeft = steps;
    }

    DataSource source() {
        return proxy(
                DataSource.class, real, (method, result) -> result instanceof Connection it ? connection(it) : result);
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (method, result) -> {
            if (method.equals("commit")) {
                step();
            }
            return result instanceof PreparedStatement it ? statement(it) : result;
        });
    }

    private PreparedStatement statement(PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, (method, result) -> result);
    }

    private void step() throws SQLException {
        if (stepsLeft-- == 0) {
            stepsLeft = Integer.MAX_VALUE;
            throw new SQLException("crashed", "08006");
        }
    }

    private interface After {
        Object then(String method, Object result) throws SQLException;
    }

    private <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")
                            || method.getName().equals("commit")) {
                        step();
                    }
                    try {
                        return after.then(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
