package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestSshd;
import fr.touchweb.console.support.TestTotp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A key and a one-time code, checked by a real OpenSSH server through PAM. */
@Timeout(120)
class SecondFactorTest {
    @TempDir
    Path folder;

    /** Answers what a server asks for, prompt by prompt, and notes the prompts. */
    private static final class Person implements SecretSource {
        private final Deque<String> answers = new ConcurrentLinkedDeque<>();
        private final List<String> prompts = new CopyOnWriteArrayList<>();

        @Override
        public char @Nullable [] password(SshTarget target, boolean again) {
            return null;
        }

        @Override
        public char @Nullable [] passphrase(Path keyFile, boolean again) {
            return null;
        }

        @Override
        public @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
                List<Prompt> asked) {
            List<char[]> given = new ArrayList<>();
            for (Prompt prompt : asked) {
                prompts.add(prompt.text());
                String answer = answers.poll();
                if (answer == null) {
                    return null;
                }
                given.add(answer.toCharArray());
            }
            return given;
        }
    }

    @Test
    void aKeyAloneOpensNothingAndACodeIsGoodOnce() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestTotp totp = new TestTotp(folder.resolve("oath"), account.name())) {
            Person person = new Person();
            try (TestSshd sshd = TestSshd.with()
                    .pam(totp.service()).option("AuthenticationMethods", "publickey,keyboard-interactive")
                    .option("KbdInteractiveAuthentication", "yes").start(folder.resolve("sshd"));
                    TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES, person, SshClock.SYSTEM)) {
                SshTarget target = sshd.target("web", account.name());
                SshHost host = test.hosts.connect(target);
                assertEquals(RemoteException.Kind.AUTHENTICATION,
                        assertThrows(RemoteException.class, () -> host.run(Command.of("true"))).kind());
                assertEquals(List.of("One-time password (OATH) for `" + account.name() + "': "), person.prompts);
                String code = totp.code();
                person.answers.add(code.equals("000000") ? "111111" : "000000");
                person.answers.add(code);
                assertEquals(account.name() + "\n", host.run(Command.of("id", "-un")).text());
                assertTrue(sshd.log().contains("Partial publickey"));
                try (TestHosts again = new TestHosts(sshd.environment(), TestHosts.FIGURES, person,
                        SshClock.SYSTEM)) {
                    person.answers.add(code);
                    assertThrows(RemoteException.class,
                            () -> again.hosts.connect(target).run(Command.of("true")));
                }
            }
        }
    }
}
