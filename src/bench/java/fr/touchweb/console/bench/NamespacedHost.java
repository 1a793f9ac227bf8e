package fr.touchweb.console.bench;

import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import java.util.ArrayList;
import java.util.List;

/** This machine as seen from inside a network namespace: its commands run there. */
record NamespacedHost(RemoteHost host, List<String> prefix) implements RemoteHost {
    @Override
    public String name() {
        return host.name();
    }

    private Command inside(Command command) {
        List<String> argv = new ArrayList<>(prefix);
        argv.addAll(command.argv());
        return new Command(argv, command.stdin(), command.limit(), command.outputLimit());
    }

    @Override
    public CommandResult run(Command command) throws RemoteException, InterruptedException {
        return host.run(inside(command));
    }

    @Override
    public RemoteProcess start(Command command) throws RemoteException, InterruptedException {
        return host.start(inside(command));
    }

    @Override
    public RemoteFiles files() throws RemoteException, InterruptedException {
        return host.files();
    }

    @Override
    public Capabilities capabilities() throws RemoteException, InterruptedException {
        return host.capabilities();
    }
}
