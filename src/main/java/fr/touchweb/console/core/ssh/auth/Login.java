package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.AuthSteps.Asked;
import fr.touchweb.console.core.ssh.auth.AuthSteps.Interactive;
import fr.touchweb.console.core.ssh.auth.AuthSteps.Questions;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireReader;
import fr.touchweb.console.core.ssh.key.WireWriter;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.userauth.UserAuth;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import org.jspecify.annotations.Nullable;

/**
 * One log-in, as far as it got. Keys first, then keyboard-interactive, then password; only a few keys, since a server
 * ends the connection after six tries of any kind. Everything that needs a person happens on the caller's thread. Used
 * once.
 */
public final class Login {
    private static final int MOST_TRIES = 3;
    private static final int MOST_ROUNDS = 20;
    private static final int STEP_MILLIS = 30_000;
    /** A server may itself wait for a person who confirms on a phone. */
    private static final int PERSON_MILLIS = 130_000;

    private final ResolvedTarget target;
    private final SecretSource secrets;
    private final KeyRing ring;
    private final int keysPerLogin;
    private final Consumer<KeyBlob> worked;
    private final Deque<Candidate> keys;
    private final List<Message> report;
    private int keysOffered;
    private int interactiveTries;
    private int passwordTries;
    private boolean declined;

    Login(ResolvedTarget target, SecretSource secrets, KeyRing ring, int keysPerLogin, Candidates candidates,
            Consumer<KeyBlob> worked) {
        this.target = target;
        this.secrets = secrets;
        this.ring = ring;
        this.keysPerLogin = keysPerLogin;
        this.worked = worked;
        this.keys = new ArrayDeque<>(candidates.list());
        this.report = new ArrayList<>(candidates.unusable());
    }

    /** What was tried so far and how it went, for the person. */
    public List<Message> report() {
        return List.copyOf(report);
    }

    /**
     * Logs in over a client that is connected and has verified the host.
     *
     * @throws RemoteException kind {@link RemoteException.Kind#AUTHENTICATION} when the server took nothing, with what was
     *         tried; {@link RemoteException.Kind#LOST} when the connection ended meanwhile
     */
    public void authenticate(SSHClient client) throws RemoteException, InterruptedException {
        Line line = new Line(client);
        if (line.step(new AuthNone(), STEP_MILLIS)) {
            return;
        }
        while (true) {
            Collection<String> allowed = line.allowed();
            boolean accepted;
            if (allowed.contains("publickey") && !keys.isEmpty() && keysOffered < keysPerLogin) {
                accepted = key(line, keys.removeFirst());
            } else if (allowed.contains("keyboard-interactive") && interactiveTries < MOST_TRIES) {
                accepted = interactive(line);
            } else if (allowed.contains("password") && passwordTries < MOST_TRIES && !declined) {
                accepted = password(line);
            } else {
                throw refused(allowed);
            }
            if (accepted) {
                return;
            }
            if (line.progressed(allowed)) { // one factor is through, the next one starts afresh
                report.add(Message.of("ssh.auth.partial", String.join(", ", line.allowed())));
                keysOffered = 0;
                interactiveTries = 0;
                passwordTries = 0;
            }
        }
    }

    private boolean key(Line line, Candidate candidate) throws RemoteException, InterruptedException {
        KeyBlob offered = candidate.offered();
        boolean needsPerson = candidate.signer() instanceof Candidate.Signer.File file
                && !ring.opensSilently(file.file());
        if (offered == null) { // an old format without .pub: only the passphrase tells which key it is
            KeyLoader.Opened opened = declined && needsPerson ? null : open(candidate);
            if (opened == null) {
                return false;
            }
            offered = opened.publicKey();
        }
        keysOffered++;
        String algorithm = Candidate.algorithmFor(offered, false);
        if (!line.asks(new AuthSteps.Offer(algorithm, offered), STEP_MILLIS)) {
            report.add(Message.of("ssh.auth.result", candidate.words(), refusal(offered)));
            return false;
        }
        if (declined && needsPerson) {
            report.add(Message.of("ssh.auth.result", candidate.words(), Message.of("ssh.auth.noPassphrase")));
            return false;
        }
        byte[] signature = sign(line, candidate, offered, algorithm);
        if (signature == null) {
            return false;
        }
        boolean accepted = line.step(new AuthSteps.Prove(algorithm, offered, signature), STEP_MILLIS);
        if (accepted || line.partial()) {
            worked.accept(offered);
        }
        if (!accepted) {
            report.add(Message.of("ssh.auth.result", candidate.words(),
                    Message.of(line.partial() ? "ssh.auth.accepted" : "ssh.auth.refusedKey")));
        }
        return accepted;
    }

    private byte @Nullable [] sign(Line line, Candidate candidate, KeyBlob offered, String algorithm)
            throws InterruptedException {
        byte[] data = line.signedData(algorithm, offered);
        String plain = algorithm.replace("-cert-v01@openssh.com", "");
        try {
            return switch (candidate.signer()) {
                case Candidate.Signer.Agent(AgentClient agent, KeyBlob key) -> {
                    boolean rsa = plain.startsWith("rsa-");
                    byte[] signature = agent.sign(key, data, rsa ? AgentClient.RSA_SHA2_512 : 0);
                    if (rsa && !plain.equals(new WireReader(signature).readText())) {
                        throw new AgentException("the agent signs RSA with SHA-1 only");
                    }
                    yield signature;
                }
                case Candidate.Signer.File(KeyFile file) -> {
                    KeyLoader.Opened opened = open(candidate);
                    yield opened == null ? null : KeySigner.sign(opened.privateKey(), plain, data);
                }
            };
        } catch (IOException | GeneralSecurityException e) {
            report.add(Message.of("ssh.auth.result", candidate.words(),
                    Message.of("ssh.auth.cannotSign", String.valueOf(e.getMessage()))));
            return null;
        }
    }

    /** The key of a file; null, and reported, when it does not open. */
    private KeyLoader.@Nullable Opened open(Candidate candidate) throws InterruptedException {
        KeyFile file = ((Candidate.Signer.File) candidate.signer()).file();
        try {
            KeyLoader.Opened opened = ring.open(file, secrets).orElse(null);
            if (opened == null) {
                declined = true;
                report.add(Message.of("ssh.auth.result", candidate.words(), Message.of("ssh.auth.noPassphrase")));
            }
            return opened;
        } catch (IOException e) {
            report.add(Message.of("ssh.auth.result", candidate.words(),
                    Message.of(file.encrypted() ? "ssh.auth.wrongPassphrase" : "ssh.auth.damaged")));
            return null;
        }
    }

    private static Message refusal(KeyBlob offered) {
        return CertificateDates.expired(offered).orElseGet(() -> Message.of("ssh.auth.refusedKey"));
    }

    private boolean interactive(Line line) throws RemoteException, InterruptedException {
        interactiveTries++;
        boolean asked = false;
        Interactive step = new Interactive(null);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Boolean accepted = line.ask(step, round == 0 ? STEP_MILLIS : PERSON_MILLIS);
            if (accepted != null) {
                if (!accepted && !asked) {
                    interactiveTries = MOST_TRIES; // it refuses without a question: asking again helps nobody
                }
                if (!accepted && !line.partial()) {
                    report.add(Message.of("ssh.auth.result", Message.of("ssh.auth.interactive"),
                            asked ? Message.of("ssh.auth.refusedAnswers") : Message.of("ssh.auth.noQuestion")));
                }
                return accepted;
            }
            Questions questions = step.questions();
            if (questions == null) {
                throw new IllegalStateException("a question without words");
            }
            List<char[]> answers = List.of();
            if (!questions.prompts().isEmpty()) {
                asked = true;
                answers = declined
                        ? null
                        : secrets.answers(target.target(), questions.title(), questions.instruction(),
                                questions.prompts());
                if (answers == null) {
                    declined = true;
                    throw gaveNothing(Message.of("ssh.auth.interactive"));
                }
                if (answers.size() != questions.prompts().size()) {
                    throw new IllegalStateException(answers.size() + " answers to " + questions.prompts().size());
                }
            }
            step = new Interactive(answers);
            line.sent(answers);
        }
        throw refused(line.allowed());
    }

    private boolean password(Line line) throws RemoteException, InterruptedException {
        char[] password = secrets.password(target.target(), passwordTries > 0);
        passwordTries++;
        if (password == null) {
            declined = true;
            throw gaveNothing(Message.of("ssh.auth.password"));
        }
        try {
            Boolean accepted = line.ask(new AuthSteps.Password(password), PERSON_MILLIS);
            if (accepted == null) {
                report.add(Message.of("ssh.auth.result", Message.of("ssh.auth.password"),
                        Message.of("ssh.auth.passwordExpired")));
                throw refused(line.allowed());
            }
            if (!accepted && !line.partial()) {
                report.add(Message.of("ssh.auth.result", Message.of("ssh.auth.password"),
                        Message.of("ssh.auth.refusedPassword")));
            }
            return accepted;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private RemoteException gaveNothing(Message what) {
        report.add(Message.of("ssh.auth.result", what, Message.of("ssh.auth.notGiven")));
        return failure("ssh.auth.stopped", null);
    }

    private RemoteException refused(Collection<String> allowed) {
        for (Candidate key : keys) {
            report.add(Message.of("ssh.auth.result", key.words(), Message.of("ssh.auth.notTried")));
        }
        report.add(Message.of("ssh.auth.serverTakes", String.join(", ", allowed)));
        return failure("ssh.auth.refused", null);
    }

    private RemoteException failure(String key, @Nullable Throwable cause) {
        return new RemoteException(RemoteException.Kind.AUTHENTICATION,
                Message.of(key, target.user(), target.hostName(), tried()), cause);
    }

    private Message tried() {
        Message all = Message.of("ssh.auth.nothing");
        for (int i = report.size() - 1; i >= 0; i--) {
            all = i == report.size() - 1 ? report.get(i) : Message.of("ssh.auth.and", report.get(i), all);
        }
        return all;
    }

    /** The connection while it logs in. */
    private final class Line {
        private final SSHClient client;
        private final UserAuth auth;
        private final Service next;
        private boolean partialBefore;
        private boolean partial;
        private List<char[]> pending = List.of();

        Line(SSHClient client) {
            this.client = client;
            this.auth = client.getUserAuth();
            this.next = (Service) client.getConnection();
        }

        Collection<String> allowed() {
            return auth.getAllowedMethods();
        }

        /** Whether the last step was one of several factors. */
        boolean partial() {
            return partial;
        }

        boolean progressed(Collection<String> before) {
            return partial || !allowed().equals(before);
        }

        /** Answers to wipe as soon as the step that carries them is over. */
        void sent(List<char[]> answers) {
            pending = answers;
        }

        /** Whether the server accepts; a question counts as no. */
        boolean step(AuthMethod method, int millis) throws RemoteException, InterruptedException {
            return Boolean.TRUE.equals(ask(method, millis));
        }

        boolean asks(AuthMethod method, int millis) throws RemoteException, InterruptedException {
            return ask(method, millis) == null;
        }

        /** Accepted, refused, or null for a question. */
        @Nullable
        Boolean ask(AuthMethod method, int millis) throws RemoteException, InterruptedException {
            try {
                boolean accepted = auth.authenticate(target.user(), next, method, millis);
                partial = !accepted && !partialBefore && auth.hadPartialSuccess();
                partialBefore |= partial;
                return accepted;
            } catch (Asked e) {
                partial = false;
                return null;
            } catch (SSHException e) {
                throw faultOf(e);
            } finally {
                pending.forEach(answer -> Arrays.fill(answer, '\0'));
                pending = List.of();
            }
        }

        private RemoteException faultOf(SSHException e) throws InterruptedException {
            String words = "";
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InterruptedException) {
                    throw new InterruptedException("while logging in");
                }
                if (cause instanceof TimeoutException) {
                    return new RemoteException(RemoteException.Kind.TIMEOUT,
                            Message.of("ssh.auth.slow", target.hostName()), e);
                }
                words += cause.getMessage() + "\n";
            }
            if (words.contains("Too many authentication failures")) {
                return failure("ssh.auth.tooMany", e);
            }
            return new RemoteException(RemoteException.Kind.LOST, Message.of("ssh.auth.lost", target.user(),
                    target.hostName(), words.lines().findFirst().orElse("")), e);
        }

        byte[] signedData(String algorithm, KeyBlob offered) {
            return new WireWriter().putString(client.getTransport().getSessionID())
                    .putByte(50).putText(target.user()).putText(next.getName()).putText("publickey").putByte(1)
                    .putText(algorithm).putString(offered.bytes()).toBytes();
        }
    }
}
