package polystore.command.services;

import java.util.List;
import java.util.stream.Stream;
import polystore.command.home.Home;

/// The archive of a service's classes (JEP 350), with which it starts in half the time.
///
/// It is left by a run that starts the service and ends it before it does anything (`QUARKUS_INIT_AND_EXIT`). A
/// service that ends after a day of work could leave a better one, but takes ten seconds more to end.
public record ClassArchive(Home home, ServiceProcess processes) {

    /// Services that have none, or one of another build.
    public List<Service> due() {
        return Stream.of(Service.values())
                .filter(service -> !processes.isArchived(service))
                .toList();
    }

    /// @throws IllegalStateException when the service does not start; the message has the end of the log
    public void make(Service service) {
        processes.archive(service, home.traces(service.label() + "-archive"));
    }
}
