package polystore.command.services;

import java.util.List;
import java.util.stream.Stream;
import polystore.command.home.Home;

/// The archive of a service's classes (JEP 350), which halves its start time.
///
/// Written by a run that starts the service and ends it at once (`QUARKUS_INIT_AND_EXIT`). A service could write a
/// better one at the end of its work, but would take ten seconds longer to stop.
public record ClassArchive(Home home, ServiceProcess processes) {

    /// The services without an archive of this build.
    public List<Service> due() {
        return Stream.of(Service.values())
                .filter(service -> !processes.isArchived(service))
                .toList();
    }

    /// @throws IllegalStateException when the service does not start; the message contains the last lines of the log
    public void make(Service service) {
        processes.archive(service, home.processFiles(processName(service)));
    }

    /// Name of the process that writes the archive, in its log and pid file.
    public static String processName(Service service) {
        return service.label() + "-archive";
    }
}
