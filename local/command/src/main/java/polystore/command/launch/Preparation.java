package polystore.command.launch;

import java.util.ArrayList;
import polystore.command.services.ClassArchive;
import polystore.command.services.Migration;
import polystore.command.services.Service;
import polystore.command.stack.Board;

/// What is done before services start: migrations and archives of classes, side by side, since neither needs the other.
record Preparation(Migration migration, ClassArchive archive, Board board) {

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
