package fr.touchweb.console.cli;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the doctor asks of the fleet: whether it can be read, and whether its managers answer. */
final class FleetCheckup {
    private final Assembly core;

    FleetCheckup(Assembly core) {
        this.core = core;
    }

    List<Finding> findings() throws InterruptedException {
        Fleet fleet;
        try {
            fleet = core.fleet().load();
        } catch (RemoteException e) {
            return List.of(Finding.attention("fleet", e.text(), Message.of("cli.doctor.unreachable.advice")));
        } catch (DocumentException e) {
            return List.of(Finding.attention("fleet", e.text(), Message.of("cli.doctor.badFleet.advice")));
        } catch (IOException e) {
            return List.of(Finding.attention("fleet", Message.of("cli.fileFailed", String.valueOf(e.getMessage())),
                    Message.of("cli.doctor.noFleet.advice")));
        }
        Fleet seen = core.access(fleet).visible(core.options().clock().instant());
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.good("fleet", Message.of("cli.fleet.good", seen.servers().size(), seen.sites().size(),
                seen.clients().size())));
        List<Server> managers = seen.servers().stream().filter(server -> server.role() == Role.MANAGER).toList();
        if (managers.isEmpty()) {
            findings.add(Finding.unknown("manager", Message.of("cli.doctor.noManager"),
                    Message.of("cli.doctor.noManager.advice")));
        }
        Function<Server, RemoteHost> hosts = core.hosts(fleet);
        for (Server manager : managers) {
            findings.add(reach(manager, hosts.apply(manager)));
        }
        return findings;
    }

    private static Finding reach(Server manager, RemoteHost host) throws InterruptedException {
        try {
            host.run(Command.of("true"));
            return Finding.good("manager", Message.of("cli.doctor.manager", manager.id()));
        } catch (RemoteException e) {
            return Finding.attention("manager", Message.of("cli.doctor.managerFailed", manager.id(), e.text()),
                    Message.of("cli.doctor.unreachable.advice"));
        }
    }
}
