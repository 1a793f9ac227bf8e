package fr.touchweb.console.desktop.connect;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.FxDelivery;

/** Puts the questions of connections into the window. JavaFX thread. */
public final class ConnectDialogs {
    private ConnectDialogs() {}

    /**
     * Shows what the models ask from now on, and adds the command that forgets every open key and kept password.
     *
     * @param lock forgets them
     */
    public static void install(Desk desk, SecretModel secrets, HostKeyModel hostKeys, Runnable lock) {
        SecretDialog dialog = new SecretDialog(desk.dialogs(), desk.words(), new FxDelivery());
        secrets.show(dialog::show);
        new HostKeyDialog(hostKeys, desk.dialogs(), desk.words());
        desk.commands().add(ConsoleCommand.of("ssh.command.lock", null, () -> {
            lock.run();
            desk.notices().information(null, Message.of("ssh.command.locked"));
        }));
    }
}
