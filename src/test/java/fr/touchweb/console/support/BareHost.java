package fr.touchweb.console.support;

import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import java.net.Socket;
import java.util.Set;

/** This machine without the daemons that happen to be installed on it: what a test means to use, it names. */
public class BareHost implements RemoteHost {
    private final RemoteHost machine;

    public BareHost(RemoteHost machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return machine.name();
    }

    @Override
    public CommandResult run(Command command) throws RemoteException, InterruptedException {
        return machine.run(command);
    }

    @Override
    public RemoteProcess start(Command command) throws RemoteException, InterruptedException {
        return machine.start(command);
    }

    @Override
    public RemoteFiles files() throws RemoteException, InterruptedException {
        return machine.files();
    }

    @Override
    public Socket tunnel(String place, int port) throws RemoteException, InterruptedException {
        return machine.tunnel(place, port);
    }

    @Override
    public Capabilities capabilities() throws RemoteException, InterruptedException {
        Capabilities all = machine.capabilities();
        return new Capabilities(all.shell(), all.sftp(), all.jail(), all.user(), Set.of(), all.sudo(), all.zone(),
                all.clockOffset(), all.locale());
    }
}
