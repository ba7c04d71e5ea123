package polystore.command.launch;

import java.util.ArrayList;
import polystore.command.services.ClassArchive;
import polystore.command.services.Migration;
import polystore.command.services.Service;
import polystore.command.stack.StatusBoard;

/// Prepares the services for their start: migrations and class archives, in parallel, because they are independent.
record Preparation(Migration migration, ClassArchive archive, StatusBoard board) {

    void run() {
        var migrations = migration.due();
        if (!migrations.isEmpty()) {
            board.detail("migrating the databases of "
                    + String.join(", ", migrations.stream().map(Service::label).toList()));
        }
        var tasks = new ArrayList<Runnable>();
        migrations.forEach(service -> tasks.add(() -> migration.apply(service)));
        archive.due().forEach(service -> tasks.add(() -> archive.make(service)));
        Parallel.run(tasks);
        board.detail("");
    }
}
