package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the library and the network throw into what a person is told. */
final class SshErrors {
    private static final Logger LOG = LoggerFactory.getLogger(SshErrors.class);
    private static final int ADMINISTRATIVELY_PROHIBITED = 1;
    private static final int CONNECT_FAILED = 2;

    private SshErrors() {}

    /** For what is tidied up behind somebody who has long gone on: logged, told to nobody. */
    static void quiet(String what, Throwable cause) {
        LOG.debug("{}: {}", what, String.valueOf(cause));
    }

    /**
     * Why a connection could not be made.
     *
     * @param where host and port, as people read it
     */
    static RemoteException connecting(ConnectStep step, String where, Throwable failure) {
        if (failure instanceof RemoteException known) {
            return known;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            RemoteException known = switch (cause) {
                case RemoteException remote -> remote;
                case UnknownHostException _ -> new RemoteException(Kind.UNREACHABLE,
                        Message.of("ssh.error.unknown-host", where), failure);
                case ConnectException _ -> new RemoteException(Kind.UNREACHABLE,
                        Message.of("ssh.error.refused", where), failure);
                case NoRouteToHostException _ -> new RemoteException(Kind.UNREACHABLE,
                        Message.of("ssh.error.no-route", where), failure);
                case SocketTimeoutException _ -> timeout(step, where, failure);
                case UserAuthException _ -> new RemoteException(Kind.AUTHENTICATION,
                        Message.of("ssh.error.login-refused", where), failure);
                case OpenFailException open -> channel(where, open);
                default -> null;
            };
            if (known != null) {
                return known;
            }
        }
        return ended(step, where, failure);
    }

    private static RemoteException ended(ConnectStep step, String where, Throwable failure) {
        DisconnectReason reason = failure instanceof SSHException ssh
                ? ssh.getDisconnectReason()
                : DisconnectReason.UNKNOWN;
        String words = String.valueOf(failure.getMessage());
        if (words.contains("Too many authentication failures")
                || reason == DisconnectReason.NO_MORE_AUTH_METHODS_AVAILABLE) {
            return new RemoteException(Kind.AUTHENTICATION, Message.of("ssh.error.too-many-tries", where), failure);
        }
        if (reason == DisconnectReason.TOO_MANY_CONNECTIONS || step == ConnectStep.BANNER && isClosed(failure)) {
            return new RemoteException(Kind.BUSY, Message.of("ssh.error.not-now", where), failure);
        }
        if (words.contains("Timeout expired")) {
            return timeout(step, where, failure);
        }
        if (reason == DisconnectReason.KEY_EXCHANGE_FAILED || words.contains("Unable to reach a settlement")) {
            return new RemoteException(Kind.PROTOCOL, Message.of("ssh.error.no-common-algorithm", where, words),
                    failure);
        }
        return new RemoteException(Kind.LOST, Message.of("ssh.error.connect-lost", where, words), failure);
    }

    static RemoteException timeout(ConnectStep step, String where, @Nullable Throwable cause) {
        Message message = switch (step) {
            case TCP -> Message.of("ssh.error.tcp-timeout", where);
            case BANNER -> Message.of("ssh.error.banner-timeout", where);
            case KEX -> Message.of("ssh.error.kex-timeout", where);
            case LOGIN -> Message.of("ssh.error.login-timeout", where);
            case RESOLVE, QUEUE -> Message.of("ssh.error.connect-timeout", where);
        };
        return new RemoteException(Kind.TIMEOUT, message, cause);
    }

    /** Why a channel was not opened. */
    static RemoteException channel(String where, OpenFailException failure) {
        return switch (failure.getReason().getCode()) {
            case ADMINISTRATIVELY_PROHIBITED -> new RemoteException(
                    "session".equals(failure.getChannelType()) ? Kind.BUSY : Kind.CONFIGURATION,
                    Message.of("ssh.error.channel-prohibited", where), failure);
            case CONNECT_FAILED -> new RemoteException(
                    "session".equals(failure.getChannelType()) ? Kind.BUSY : Kind.UNREACHABLE,
                    Message.of("ssh.error.jump-failed", where), failure);
            default -> new RemoteException(Kind.BUSY, Message.of("ssh.error.no-channel", where), failure);
        };
    }

    /** What went wrong on a connection that stood. */
    static RemoteException standing(String host, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RemoteException known) {
                return known;
            }
            if (cause instanceof OpenFailException open) {
                return channel(host, open);
            }
        }
        if (String.valueOf(failure.getMessage()).contains("Timeout expired")) {
            return new RemoteException(Kind.TIMEOUT, Message.of("ssh.error.request-timeout", host), failure);
        }
        return new RemoteException(Kind.LOST, Message.of("ssh.error.lost", host), failure);
    }

    private static boolean isClosed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = String.valueOf(cause.getMessage());
            if (cause instanceof EOFException || cause instanceof SocketException
                    || words.contains("closed connection during identification")
                    || words.contains("Not allowed at this time") || words.contains("Exceeded MaxStartups")) {
                return true;
            }
        }
        return failure instanceof IOException && String.valueOf(failure.getMessage()).contains("EOF");
    }
}
