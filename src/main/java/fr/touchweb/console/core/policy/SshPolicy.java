package fr.touchweb.console.core.policy;

/**
 * Deadlines and politeness of connections, in milliseconds and counts (reference ssh 2.1, 2.2 and 7).
 *
 * @param tcpConnectMillis until the socket is open
 * @param bannerMillis until the server says its version
 * @param handshakeMillis key exchange and login, each
 * @param channelOpenMillis until a channel is open or a request answered
 * @param connectMillis the whole way, jump hosts included
 * @param secretMillis how long a person may take to answer a prompt
 * @param keepAliveMillis silence after which the server is asked for a sign of life
 * @param slowMillis silence after which the connection is shown as slow
 * @param deadMillis silence after which it is closed
 * @param idleMillis how long an unused connection is kept
 * @param retryFirstMillis pause before the first reconnection, doubled at each failure
 * @param retryMaxMillis longest such pause
 * @param retryJitterPercent random part of a pause
 * @param handshakesPerServer log-ins to one server at the same time
 * @param handshakesInAll log-ins at the same time
 * @param channelsPerConnection channels before a second connection is opened (MaxSessions is 10 by default)
 * @param refusalsBeforePause log-in or host key failures in a row before the server is left alone
 * @param refusalPauseMillis for how long it is
 * @param keysPerLogin keys offered in one try (MaxAuthTries is 6 by default)
 */
public record SshPolicy(int tcpConnectMillis, int bannerMillis, int handshakeMillis, int channelOpenMillis,
        int connectMillis, int secretMillis, int keepAliveMillis, int slowMillis, int deadMillis, int idleMillis,
        int retryFirstMillis, int retryMaxMillis, int retryJitterPercent, int handshakesPerServer,
        int handshakesInAll, int channelsPerConnection, int refusalsBeforePause, int refusalPauseMillis,
        int keysPerLogin) {
    public SshPolicy {
        Policy.require(tcpConnectMillis > 0 && bannerMillis > 0 && handshakeMillis > 0 && channelOpenMillis > 0
                && connectMillis > 0 && secretMillis > 0 && idleMillis > 0, "deadlines > 0");
        Policy.require(keepAliveMillis > 0 && keepAliveMillis <= slowMillis && slowMillis <= deadMillis,
                "0 < keepAliveMillis <= slowMillis <= deadMillis");
        Policy.require(retryFirstMillis > 0 && retryFirstMillis <= retryMaxMillis,
                "0 < retryFirstMillis <= retryMaxMillis");
        Policy.require(retryJitterPercent >= 0 && retryJitterPercent <= 100, "0 <= retryJitterPercent <= 100");
        Policy.require(handshakesPerServer > 0 && handshakesPerServer <= handshakesInAll,
                "0 < handshakesPerServer <= handshakesInAll");
        Policy.require(channelsPerConnection > 0 && keysPerLogin > 0 && refusalsBeforePause > 0
                && refusalPauseMillis > 0, "limits > 0");
    }
}
